import { RequestError } from '../errors/errors.js';
import type { OperationInfo } from '../operation-info.js';
import { shownKey } from '../shown-key.js';

type Key = string | number;

/** Why a value has no JSON, and the keys that lead there, the innermost first. */
class Unwritable {
  readonly keys: Key[] = [];
  readonly problem: string;

  constructor(problem: string) {
    this.problem = problem;
  }
}

/**
 * A value as JSON, as `JSON.stringify` writes it; but nothing becomes `null` or `{}` on the way, and a `bigint` is
 * written as bare digits.
 *
 * An object may be plain, of a class with members of its own, or have a `toJSON`, which is called once. A member that
 * is `undefined` is left out.
 *
 * @param takesBigint Default: `true`.
 * @throws RequestError for what JSON cannot write, such as `NaN`, an invalid date, a function, a `Map`, bytes, a
 *   cycle, a hole in a list, and a `bigint` where there must be none. It names the place, never the value.
 */
export function jsonText(
  operation: OperationInfo,
  field: string,
  value: unknown,
  takesBigint = true,
): string {
  try {
    const text = textOf(value, '', [], takesBigint);
    if (text !== undefined) return text;
  } catch (error) {
    if (error instanceof Unwritable)
      throw new RequestError(operation, field + pathOf(error.keys), error.problem);
    // Errors of `toJSON` may quote the value.
  }
  throw new RequestError(operation, field, 'cannot be written as JSON');
}

/** @returns `undefined` for what is left out. */
function textOf(value: unknown, key: Key, holders: object[], takesBigint: boolean): string | undefined {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'undefined':
      return undefined;
    case 'number':
      if (!Number.isFinite(value)) throw new Unwritable('is not a finite number');
      return `${value}`;
    case 'boolean':
      return `${value}`;
    case 'object': {
      if (value === null) return 'null';
      const { toJSON } = value as { toJSON?: unknown };
      // A Buffer of Node has a `toJSON`, which writes something that no server expects.
      if (typeof toJSON !== 'function' || ArrayBuffer.isView(value))
        return membersOf(value, holders, takesBigint);
      const plain: unknown = toJSON.call(value, `${key}`);
      // What Date, Day.js, Luxon and Moment.js return for an invalid date.
      if (plain === null && ('getTime' in value || 'isValid' in value))
        throw new Unwritable('is an invalid date');
      // JSON.stringify does not ask the result for a `toJSON` of its own.
      return typeof plain === 'object' && plain !== null
        ? membersOf(plain, holders, takesBigint)
        : textOf(plain, key, holders, takesBigint);
    }
    case 'bigint':
      if (takesBigint) return `${value}`;
  }
  throw new Unwritable('is of a type that JSON cannot write');
}

function membersOf(value: object, holders: object[], takesBigint: boolean): string {
  if (holders.includes(value)) throw new Unwritable('holds itself');
  const isList = Array.isArray(value);
  const names = isList ? value : namesOf(value);
  if (names === undefined) throw new Unwritable('is of a class that JSON cannot write');
  holders.push(value);
  let text = '';
  let key: Key = '';
  try {
    for (let index = 0; index < names.length; index += 1) {
      key = (isList ? index : names[index]) as Key;
      const member = textOf(value[key as never], key, holders, takesBigint);
      if (member === undefined && isList) throw new Unwritable('is undefined, which a list cannot hold');
      if (member === undefined) continue;
      if (text !== '') text += ',';
      text += isList ? member : `${quoted(key as string)}:${member}`;
    }
  } catch (error) {
    // A getter or a `toJSON` may throw anything, and quote the value.
    const unwritable = error instanceof Unwritable ? error : new Unwritable('cannot be read');
    unwritable.keys.push(key);
    throw unwritable;
  }
  holders.pop();
  return isList ? `[${text}]` : `{${text}}`;
}

/** Only what needs an escape is left to `JSON.stringify`, which takes longer. */
function quoted(text: string): string {
  return /["\\\p{Cc}\p{Cs}]/u.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Of a plain object, of whatever realm; or of one of a class, as long as it shows something of itself. */
function namesOf(value: object): string[] | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  // First, as bytes have a key for each of them.
  if (!isPlain && Object.prototype.toString.call(value) !== '[object Object]') return undefined;
  const names = Object.keys(value);
  return isPlain || names.length > 0 || Object.getPrototypeOf(prototype) === null ? names : undefined;
}

/** How an error names a place in a request: `body.items[2].amount`. A long path is cut. */
function pathOf(keys: Key[]): string {
  const shown = keys
    .reverse()
    .slice(0, 20)
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${shownKey(key)}`));
  return shown.join('');
}
