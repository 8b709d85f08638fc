import { bareType, isJson } from '../core/body.js';
import {
  below,
  type Content,
  type Located,
  locate,
  type ResponseObject,
  type SpecDocument,
} from './document.js';
import type { Operation } from './routes.js';

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
