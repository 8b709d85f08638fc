import { bareType, isJson, isObject } from '../core/body.js';
import {
  below,
  type Content,
  type Located,
  locate,
  type ResponseObject,
  type SpecDocument,
} from './document.js';
import type { Match, Operation } from './routes.js';

export function operationPointer({ path, method }: Operation): string {
  return below('#', 'paths', path, method.toLowerCase());
}

/** What the description has for a status: its own, else its class (`4XX`), else `default`. */
export function responseFor(
  document: SpecDocument,
  operation: Operation,
  status: number,
): Located<ResponseObject> | undefined {
  const keys = [`${status}`, `${Math.floor(status / 100)}XX`, 'default'];
  const key = keys.find((candidate) => operation.statuses.includes(candidate));
  if (key === undefined) return undefined;
  return locate<ResponseObject>(document, below(operationPointer(operation), 'responses', key));
}

/** JSON where there is a choice, else the first; text where any type will do. */
export function preferredType(content: Content): string | undefined {
  const types = Object.keys(content);
  const type = types.find(isJson) ?? types[0];
  return type === '*/*' ? 'text/plain' : type;
}

/** The key of `content` that stands for a media type, which may have parameters. */
export function contentKey(content: Content, mediaType: string): string | undefined {
  const type = bareType(mediaType);
  return [type, '*/*'].find((key) => Object.hasOwn(content, key));
}

/** `Spec.answer` */
export function answerOf(document: SpecDocument, { operation, pathParams }: Match, status: number): unknown {
  const response = responseFor(document, operation, status);
  if (response === undefined) throw new RangeError(`${operation.operationId} answers no ${status}.`);
  const { content } = response.value;
  if (content === undefined) return undefined;
  const { example, examples = {} } = content[contentKey(content, preferredType(content)!)!]!;
  const body = example === undefined ? Object.values(examples)[0]?.value : example;
  if (body !== undefined) return withParams(structuredClone(body), pathParams);
  throw new RangeError(
    `The description has no example of what ${operation.operationId} answers with ${status}.`,
  );
}

/** Puts the path parameters where an answer repeats them: who asks for customer 7 is told of customer 7. */
function withParams(body: unknown, pathParams: Match['pathParams']): unknown {
  if (Array.isArray(body)) return body.map((item) => withParams(item, pathParams));
  if (!isObject(body)) return body;
  const members = Object.entries(body).map(([name, value]) => {
    const param = Object.hasOwn(pathParams, name) ? pathParams[name] : undefined;
    return [name, repeatedParam(value, param) ?? withParams(value, pathParams)];
  });
  return Object.fromEntries(members);
}

/** In the type that is there; `undefined` where it is another thing of the same name. */
function repeatedParam(value: unknown, param: string | undefined): string | number | undefined {
  if (param === undefined) return undefined;
  if (typeof value === 'number') return /^\d{1,15}$/.test(param) ? Number(param) : undefined;
  return typeof value === 'string' ? param : undefined;
}
