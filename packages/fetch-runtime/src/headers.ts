import { RequestError } from './errors.js';
import type { OperationInfo } from './operation.js';

/**
 * Sets a header, replacing one of the same name in any letter case.
 *
 * @param field What to name when the value is refused; never the value.
 * @throws RequestError for a name that is not a token, or a value with control characters or characters
 *   outside Latin-1 (RFC 9110 §5.5). `Headers` would refuse them too, but quotes the value.
 */
export function setHeader(
  headers: Headers,
  operation: OperationInfo,
  name: string,
  value: string,
  field: string,
): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new RequestError(operation, field, 'is no header name');
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) {
      throw new RequestError(operation, field, 'holds a control character, which no header may');
    }
    if (code > 0xff) throw new RequestError(operation, field, 'holds a character outside Latin-1');
  }
  headers.set(name, value);
}

/** Sets every header of `source` over those of `headers`. Members that are `undefined` or `null` are skipped. */
export function mergeHeaders(headers: Headers, operation: OperationInfo, source: unknown): void {
  if (typeof source !== 'object' || source === null) return;
  const seen = new Map<string, string>();
  const pairs = Symbol.iterator in source ? (source as Iterable<[string, unknown]>) : Object.entries(source);
  for (const [name, value] of pairs) {
    if (value === undefined || value === null) continue;
    const key = String(name).toLowerCase();
    const earlier = seen.get(key);
    // Pairs may repeat a name: those join each other, as in `new Headers(pairs)`.
    const joined = earlier === undefined ? String(value) : `${earlier}, ${value}`;
    setHeader(headers, operation, key, joined, key);
    seen.set(key, joined);
  }
}
