/** Plain JSON values and JSON Pointers (RFC 6901). */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member; names such as `constructor` are never found on the prototype. */
export function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d{0,8})$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Key and value pairs; none when the value is no object. */
export function members(value: JsonValue | undefined): [string, JsonValue][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The elements; none when the value is no list. */
export function items(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** The strings of a list, or the one string given. */
export function strings(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return items(value).filter((item) => typeof item === 'string');
}

/**
 * How many characters may stand for `characters` when parts of them are written again in several places: ten times as
 * many, so that the work stays in proportion to the size, and a million in any case. Real descriptions need twice.
 */
export function repeatedAtMost(characters: number): number {
  return Math.max(1_000_000, 10 * characters);
}

/** The pointer to a member of what `pointer` names. */
export function child(pointer: string, ...keys: (string | number)[]): string {
  let result = pointer;
  for (const key of keys) {
    result += '/';
    result += typeof key === 'string' && /[~/]/.test(key) ? escapeKey(key) : key;
  }
  return result;
}

export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function unescapeKey(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The unescaped keys of a pointer. */
export function keysOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescapeKey);
}

/** The pointer to the object or list that holds what a pointer names. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** Sets an own member, also when it is called `__proto__`. */
export function define(owner: object, key: string, value: unknown): void {
  Object.defineProperty(owner, key, { value, enumerable: true, writable: true, configurable: true });
}

/** What a pointer names, or undefined. */
export function valueAt(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of keysOf(pointer)) value = member(value, key);
  return value;
}

/** A name as it is shown in a message: marked off and not too long. */
export function shown(text: string): string {
  const printable = text.slice(0, 81).replaceAll('\n', '\\n');
  return `\`${printable.length > 80 ? `${printable.slice(0, 77)}…` : printable}\``;
}

/** Any value of a description as it is shown in a message; never by its own `toString`. */
export function shownValue(value: JsonValue | undefined): string {
  return shown(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));
}

/** What kind of value this is, in words for a message. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}
