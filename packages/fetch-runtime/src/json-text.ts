import { RequestError } from './errors.js';
import type { OperationInfo } from './operation.js';

/**
 * A value as JSON, a `bigint` as digits.
 *
 * @throws RequestError for what JSON cannot write: cycles, functions, symbols.
 */
export function jsonText(operation: OperationInfo, field: string, value: unknown): string {
  return written(operation, field, () => stringifyInt64(value));
}

/** The result of `stringify`; its own errors are left out, as they quote names out of the value. */
export function written(
  operation: OperationInfo,
  field: string,
  stringify: () => string | undefined,
): string {
  let text: string | undefined;
  try {
    text = stringify();
  } catch {
    text = undefined;
  }
  if (text === undefined) throw new RequestError(operation, field, 'cannot be written as JSON');
  return text;
}

/**
 * `JSON.stringify`, with every `bigint` as bare digits.
 *
 * On the way a bigint is the string `#digits`, and a string that begins with `#` gets `##` before it,
 * so that no string of the caller can be taken for a number.
 */
export function stringifyInt64(value: unknown): string | undefined {
  let marked = false;
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, item: unknown) {
    // The holder's own member: `item` is already what a patched `BigInt.prototype.toJSON` made of it.
    const member = typeof this[key] === 'bigint' ? this[key] : item;
    if (typeof member === 'bigint') {
      marked = true;
      return `#${member}`;
    }
    if (typeof member !== 'string' || !member.startsWith('#')) return member;
    marked = true;
    return `##${member}`;
  });
  if (!marked) return text;
  // A string followed by a colon is a key, which the replacer never sees.
  return text.replace(/"([^"\\]*(?:\\.[^"\\]*)*)"?(:?)/g, (token, content: string, colon: string) => {
    if (colon !== '' || !content.startsWith('#')) return token;
    return content.startsWith('##') ? `"${content.slice(2)}"` : content.slice(1);
  });
}
