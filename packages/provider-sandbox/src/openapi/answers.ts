import { createRandom, type Random } from '../core/random.js';
import { below, locate, type MediaTypeObject, type Schema, type SpecDocument } from './document.js';
import { exampleValue } from './example-value.js';
import { contentKey, preferredType, responseFor } from './responses.js';
import type { Match } from './routes.js';

export interface AnswerOptions {
  readonly seed: number;
  /** What made-up values are drawn from. Default: one made of the seed, the operation and the path parameters. */
  readonly random?: Random | undefined;
  /** Default: that of `mediaType`. */
  readonly mediaType?: string | undefined;
  /** Name of one of several examples. Default: the first. */
  readonly example?: string | undefined;
}

/** `Spec.answer` */
export function answerOf(
  document: SpecDocument,
  match: Match,
  status: number,
  options: AnswerOptions,
): unknown {
  const { operation, pathParams } = match;
  const response = responseFor(document, operation, status);
  if (response === undefined) throw new RangeError(`${operation.operationId} answers no ${status}.`);
  const { content } = response.value;
  if (content === undefined) return undefined;
  const mediaType = options.mediaType ?? preferredType(content)!;
  const key = contentKey(content, mediaType);
  if (key === undefined) {
    throw new RangeError(
      `${operation.operationId} answers ${status} in ${Object.keys(content).join(', ')} only.`,
    );
  }
  const example = exampleOf(content[key]!, options.example);
  if (example !== undefined) return withParams(structuredClone(example), pathParams);
  if (options.example !== undefined) {
    throw new RangeError(`${operation.operationId} has no example "${options.example}" for ${status}.`);
  }
  const schema = locate<Schema>(document, below(response.pointer, 'content', key, 'schema'))?.value ?? {};
  const params = Object.entries(pathParams).flat();
  const random =
    options.random ?? createRandom(options.seed, operation.operationId, `${status}`, mediaType, ...params);
  return withParams(exampleValue(document, schema, random), pathParams);
}

function exampleOf({ example, examples = {} }: MediaTypeObject, name: string | undefined): unknown {
  if (name !== undefined) return Object.hasOwn(examples, name) ? examples[name]?.value : undefined;
  return example ?? Object.values(examples)[0]?.value;
}

/** Puts the path parameters where an answer repeats them: who asks for customer 7 is told of customer 7. */
function withParams(body: unknown, pathParams: Match['pathParams']): unknown {
  if (Array.isArray(body)) return body.map((item) => withParams(item, pathParams));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      repeatedParam(value, Object.hasOwn(pathParams, key) ? pathParams[key] : undefined) ??
        withParams(value, pathParams),
    ]),
  );
}

/** In the type that is there; `undefined` where it is another thing of the same name. */
function repeatedParam(value: unknown, param: string | undefined): string | number | undefined {
  if (param === undefined) return undefined;
  if (typeof value === 'number') return /^\d{1,15}$/.test(param) ? Number(param) : undefined;
  return typeof value === 'string' ? param : undefined;
}
