import { RequestError } from '../errors/errors.js';
import type { Param, RequestDraft } from '../operation.js';

/** A parameter value as the styles see it; its texts are already escaped for the place they go to. */
export type Flat =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [string, string])[] };

export type Escape = (text: string) => string;

export function refuse(draft: RequestDraft, param: Param, problem: string): RequestError {
  return new RequestError(draft.operation, param.key, problem);
}

/**
 * A primitive as text: numbers and bigints in decimal, booleans as `true` or `false`, a `Date` as ISO 8601 in UTC.
 * OpenAPI leaves objects and arrays inside a style undefined, so they are refused; `nestedJson` makes texts of them first.
 *
 * @throws RequestError for NaN, infinities, invalid dates, and whatever is not a primitive.
 */
export function primitive(draft: RequestDraft, param: Param, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw refuse(draft, param, 'is not a finite number');
      return String(value);
    case 'boolean':
    case 'bigint':
      return String(value);
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw refuse(draft, param, 'is an invalid date');
    return value.toISOString();
  }
  throw refuse(draft, param, 'holds a value that its style cannot write');
}

/**
 * Whether a value is written as name-value pairs: a plain object, or one of a class that shows something of itself, not
 * a Map, Blob or the like.
 */
export function isObject(value: unknown): value is Record<string, unknown> {
  if (Object.prototype.toString.call(value) !== '[object Object]') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // One of another realm has another `Object.prototype`.
  return (
    prototype === null || Object.getPrototypeOf(prototype) === null || Object.keys(value as object).length > 0
  );
}

/** The value with every text escaped; members that are `undefined` or `null` are left out. */
export function flatten(
  draft: RequestDraft,
  param: Param,
  value: unknown,
  escapeValue: Escape,
  escapeKey: Escape = escapeValue,
): Flat {
  const text = (item: unknown): string => escapeValue(primitive(draft, param, item));
  if (Array.isArray(value)) return { kind: 'list', items: value.filter(isPresent).map(text) };
  if (!isObject(value)) return { kind: 'text', text: text(value) };
  const members = Object.entries(value).filter(([, member]) => isPresent(member));
  return { kind: 'pairs', pairs: members.map(([key, member]) => [escapeKey(key), text(member)]) };
}

/** Whether there is nothing to send: an array or object without members. */
export function isEmpty(flat: Flat): boolean {
  if (flat.kind === 'text') return false;
  return flat.kind === 'list' ? flat.items.length === 0 : flat.pairs.length === 0;
}

/** Pairs as one list, `R,100,G,200`, or exploded, `R=100,G=200`; lists and texts as they are (RFC 6570 §3.2.1). */
export function join(flat: Flat, separator: string, paired: boolean): string {
  if (flat.kind === 'text') return flat.text;
  if (flat.kind === 'list') return flat.items.join(separator);
  return flat.pairs.map(([key, text]) => key + (paired ? '=' : separator) + text).join(separator);
}

/** A pair for every member; list items and texts go by the parameter's own name. */
export function explode(name: string, flat: Flat): readonly (readonly [string, string])[] {
  if (flat.kind === 'pairs') return flat.pairs;
  return (flat.kind === 'list' ? flat.items : [flat.text]).map((text) => [name, text]);
}

export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
