import { escapedUnseen, unicodeEscapes, withoutSourceMap } from '../shared/text.js';
import { type Code, empty, join, printed, ts, unprintable } from './code.js';
import { identifierText, isIdentifier } from './names.js';

/** A value that TypeScript has a literal for. */
export type Scalar = string | number | boolean | null;

/**
 * A literal: a string in single quotes, a finite number, `true`, `false` or `null`. A string keeps its value, whatever
 * is in it; what cannot be seen is written as an escape.
 *
 * @throws SpecError for a value of any other type: nothing is ever made a text to be printed.
 */
export function literal(value: Scalar): Code {
  if (typeof value === 'string') return printed(quoted(value));
  if (value === null || typeof value === 'boolean') return printed(String(value));
  if (typeof value === 'number' && Number.isFinite(value)) return printed(String(value));
  throw unprintable('text, a finite number, true, false or null', value);
}

/** The literal of a text, which must be one. */
export function textLiteral(value: string): Code {
  if (typeof value !== 'string') throw unprintable('text', value);
  return literal(value);
}

/** A list of literals in square brackets. */
export function literals(values: readonly Scalar[]): Code {
  if (!Array.isArray(values)) throw unprintable('a list', values);
  return ts`[${join(values.map(literal), ts`, `)}]`;
}

/**
 * The type of one JSON value and no other: `{ 'a': [1, 'b'] }`.
 *
 * @throws SpecError for what is not JSON.
 */
export function literalType(value: unknown): Code {
  if (Array.isArray(value)) return ts`[${join(value.map(literalType), ts`, `)}]`;
  if (typeof value !== 'object' || value === null) return literal(value as Scalar);
  const members = Object.entries(value).map(([key, item]) => ts`${literal(key)}: ${literalType(item)}`);
  return ts`{ ${join(members, ts`; `)} }`;
}

/** An identifier. @throws SpecError unless the name is one, and no reserved word. */
export function identifier(name: string): Code {
  return printed(identifierText(name));
}

/** The name of a member in an interface: an identifier as it is, any other as a string. */
export function memberName(name: string): Code {
  return isIdentifier(name) && name !== '__proto__' ? printed(name) : textLiteral(name);
}

/** The name of a member in an object literal. There `__proto__` would not be a member but the prototype. */
export function keyName(name: string): Code {
  return name === '__proto__' ? ts`['__proto__']` : memberName(name);
}

/** The members of an object literal on one line, or nothing where there are none. */
export function objectLiteral(members: readonly Code[]): Code {
  return members.length === 0 ? empty : ts`{ ${join(members, ts`, `)} }`;
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escapedUnseen(withoutSourceMap(escaped, unicodeEscapes))}'`;
}
