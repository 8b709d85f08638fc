import { RequestError } from '../errors/errors.js';
import { pathIn } from '../get-in.js';
import type { OperationInfo } from '../operation-info.js';

/**
 * A value as JSON, a `bigint` as digits.
 *
 * @throws RequestError as `written`.
 */
export function jsonText(operation: OperationInfo, field: string, value: unknown): string {
  return written(operation, field, value, stringifyInt64);
}

/**
 * What `stringify` makes of a value, once all of it has been checked: nothing becomes `null` or `{}` on the way.
 *
 * An object may be plain, of a class with members of its own, or have a `toJSON`, which is called once. A member that
 * is `undefined` is left out.
 *
 * @throws RequestError for what JSON cannot write, such as `NaN`, an invalid date, a function, a `Map`, bytes, a
 *   cycle, a hole in a list, and a `bigint` unless `stringify` writes it. It names the place, never the value.
 */
export function written(
  operation: OperationInfo,
  field: string,
  value: unknown,
  stringify: (value: unknown) => string | undefined,
): string {
  try {
    if (isPlain(value, { left: MOST_PLAIN }, 0)) return stringify(value)!;
  } catch {
    // A getter: the walk finds out where.
  }
  const walk: Walk = { takesBigint: stringify !== JSON.stringify, holders: [], keys: [], problem: undefined };
  try {
    const text = stringify(plainOf(walk, value, '', 0));
    if (text !== undefined) return text;
  } catch {
    // Errors of `toJSON` and of getters may quote the value.
  }
  throw new RequestError(operation, pathIn(field, walk.keys), walk.problem ?? 'cannot be written as JSON');
}

/** Objects and lists that are looked at in the quick way. */
const MOST_PLAIN = 10_000;

/**
 * Whether a value is one that JSON writes as it is, as most are: told without a trace of the way, which costs time. What
 * this does not know may still be written.
 */
function isPlain(value: unknown, values: { left: number }, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value !== 'object') return typeof value === 'number' && Number.isFinite(value);
  values.left -= 1;
  // A cycle ends here, too, however many ways lead round.
  if (depth > 20 || values.left < 0 || (value as { toJSON?: unknown }).toJSON !== undefined) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1)
      if (!isPlain(value[index], values, depth + 1)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined && !isPlain(member, values, depth + 1)) return false;
  }
  return true;
}

type Key = string | number;

interface Walk {
  readonly takesBigint: boolean;
  /** The objects that the walk is in, the outermost first. What lies deeper is left over from other branches. */
  readonly holders: unknown[];
  /** The keys that lead to where the walk is; with such remains too, until there is a problem. */
  readonly keys: Key[];
  problem: string | undefined;
}

/** @returns the value itself, or a copy with what `toJSON` methods gave in their places. */
function plainOf(walk: Walk, value: unknown, key: Key, depth: number): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      throw wrong(walk, depth, 'is not a finite number');
    case 'object': {
      if (value === null) return value;
      const { toJSON } = value as { toJSON?: unknown };
      // A Buffer of Node has a `toJSON`, which writes something that no server expects.
      if (typeof toJSON !== 'function' || ArrayBuffer.isView(value)) return membersOf(walk, value, depth);
      const plain: unknown = toJSON.call(value, `${key}`);
      // What Date, Day.js, Luxon and Moment.js say of an invalid date.
      if (plain === null && ('getTime' in value || 'isValid' in value))
        throw wrong(walk, depth, 'is an invalid date');
      // JSON.stringify does not ask the result for a `toJSON` of its own.
      const isObject = typeof plain === 'object' && plain !== null;
      return isObject ? membersOf(walk, plain, depth) : plainOf(walk, plain, key, depth);
    }
    case 'bigint':
      if (walk.takesBigint) return value;
  }
  throw wrong(walk, depth, 'is of a type that JSON cannot write');
}

function membersOf(walk: Walk, value: object, depth: number): object {
  for (let level = 0; level < depth; level += 1) {
    if (walk.holders[level] === value) throw wrong(walk, depth, 'holds itself');
  }
  walk.holders[depth] = value;
  const isList = Array.isArray(value);
  const names = isList ? value : Object.keys(value);
  if (!isList && !isRecord(value, names.length))
    throw wrong(walk, depth, 'is of a class that JSON cannot write');
  let copy: Record<Key, unknown> | undefined;
  try {
    for (let index = 0; index < names.length; index += 1) {
      const key: Key = isList ? index : names[index];
      walk.keys[depth] = key;
      const member: unknown = value[key as never];
      const plain = plainOf(walk, member, key, depth + 1);
      if (isList && plain === undefined)
        throw wrong(walk, depth + 1, 'is undefined, which a list cannot hold');
      if (plain === member) continue;
      // An object without prototype: there `__proto__` is a name like any other.
      copy ??= Object.assign(isList ? [] : Object.create(null), value) as Record<Key, unknown>;
      copy[key] = plain;
    }
  } catch (error) {
    throw walk.problem === undefined ? wrong(walk, depth + 1, 'cannot be read') : error;
  }
  return copy ?? value;
}

/** A plain object, of whatever realm; or one of a class, as long as it shows something of itself. */
function isRecord(value: object, size: number): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  const isOfObject = Object.getPrototypeOf(prototype) === null;
  return Object.prototype.toString.call(value) === '[object Object]' && (size > 0 || isOfObject);
}

function wrong(walk: Walk, depth: number, problem: string): unknown {
  walk.keys.length = depth;
  walk.problem = problem;
  return undefined;
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
