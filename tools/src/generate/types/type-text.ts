import { type Code, distinct, extentOf, isSame, join, ts } from '../../print/code.js';

/**
 * A printed TypeScript type that still knows how it was joined, so that brackets come where they are needed. Several
 * parts are a union (`|`) or an intersection (`&`).
 */
export interface TypeText {
  readonly joint: '|' | '&';
  readonly parts: readonly Code[];
  /** Whether it is `{ … }` over several lines, as the body of an interface is. */
  readonly isBody?: boolean;
}

const unknownCode = ts`unknown`;
const neverCode = ts`never`;

export const unknown: TypeText = one(unknownCode);
export const never: TypeText = one(neverCode);
export const nothing: TypeText = one(ts`null`);

export function one(code: Code): TypeText {
  return { joint: '|', parts: [code] };
}

export function isUnknown(type: TypeText): boolean {
  return type.parts.length === 1 && isSame(type.parts[0]!, unknownCode);
}

/** A union, flat, each member once, in the order given. `unknown` takes all others in. */
export function union(members: readonly TypeText[]): TypeText {
  const parts = members.flatMap((member) => (member.joint === '|' ? member.parts : [bracketed(member)]));
  if (parts.some((part) => isSame(part, unknownCode))) return unknown;
  const others = distinct(parts).filter((part) => !isSame(part, neverCode));
  if (others.length === 0) return never;
  return others.length === 1 ? whole(members, others[0]!) : { joint: '|', parts: others };
}

/** An intersection, flat, each member once. `unknown` adds nothing. */
export function intersection(members: readonly TypeText[]): TypeText {
  const parts = members.flatMap((member) => (member.joint === '&' ? member.parts : [bracketed(member)]));
  const others = distinct(parts).filter((part) => !isSame(part, unknownCode));
  if (others.length === 0) return unknown;
  return others.length === 1 ? whole(members, others[0]!) : { joint: '&', parts: others };
}

/** The member that the one part comes from, with what is known of it. */
function whole(members: readonly TypeText[], part: Code): TypeText {
  return members.find((member) => isSame(bracketed(member), part)) ?? one(part);
}

/** The type as an operand: in brackets if it has several parts. */
export function bracketed(type: TypeText): Code {
  return type.parts.length > 1 ? ts`(${plain(type)})` : plain(type);
}

export function plain(type: TypeText): Code {
  return join(type.parts, type.joint === '|' ? ts` | ` : ts` & `);
}

/** As `plain` after a space, but with one member a line where a union would be long. */
export function broken(type: TypeText, width: number): Code {
  const { length, isLong } = extentOf(plain(type));
  if (type.joint === '&' || type.parts.length < 2 || length <= width || isLong) return ts` ${plain(type)}`;
  return ts`\n${join(
    type.parts.map((part) => ts`  | ${part}`),
    ts`\n`,
  )}`;
}
