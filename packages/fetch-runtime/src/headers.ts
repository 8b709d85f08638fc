import { RequestError } from './errors/errors.js';
import type { OperationInfo } from './operation-info.js';

/** Header names in lower case → values. */
export type HeaderRecord = Record<string, string>;

/** What no header may hold (RFC 9110 §5.5); `Headers` takes some of it, and sending fails then. */
export const unsendable: RegExp = /[^\t -~\x80-\xff]/;

/**
 * Sets a header, replacing one of the same name.
 *
 * @param field What to name when the value is refused; never the value.
 * @throws RequestError for a value with control characters or characters outside Latin-1 (RFC 9110 §5.5).
 *   `fetch` would refuse them too, but quotes the value.
 */
export function setHeader(
  headers: HeaderRecord,
  operation: OperationInfo,
  name: string,
  value: string,
  field: string,
): void {
  if (unsendable.test(value)) {
    throw new RequestError(operation, field, 'holds a control character, or one outside Latin-1');
  }
  headers[name.toLowerCase()] = value;
}

/**
 * Sets every header of `source`, in any form that `fetch` takes, over those of `headers`. Members that are
 * `undefined` or `null` are skipped.
 *
 * @throws RequestError for what no header may be.
 */
export function mergeHeaders(headers: HeaderRecord, operation: OperationInfo, source: unknown): void {
  const pairs: [string, string][] =
    Symbol.iterator in Object(source)
      ? [...(source as Iterable<[string, string]>)]
      : Object.entries(source ?? {});
  try {
    new Headers(pairs.filter(([, value]) => value !== undefined && value !== null)).forEach((value, name) => {
      if (unsendable.test(value)) throw new TypeError();
      headers[name] = value;
    });
  } catch {
    // Its own error quotes the value.
    throw new RequestError(operation, 'headers', 'holds a name or a value that no header may have');
  }
}

/**
 * The Idempotency-Key among headers.
 *
 * @throws RequestError for one that is blank: it would let a server take several requests for one, or be no key at all.
 */
export function idempotencyKey(
  operation: OperationInfo,
  headers: RequestInit['headers'],
): string | undefined {
  const key = new Headers(headers).get('idempotency-key') ?? undefined;
  if (key !== undefined) requireKey(operation, key);
  return key;
}

/**
 * An empty string in quotes is blank too: the header is a Structured Field. What JavaScript makes of a value that is
 * missing or no text, as in a template, would be the same key for every request.
 */
export function requireKey(operation: OperationInfo, key: string): void {
  if (/^[\s",]*(?:(?:undefined|null|NaN|\[object \w+\])[\s",]*)?$/.test(key))
    throw new RequestError(operation, 'Idempotency-Key', 'must not be blank, or a missing value');
}
