/**
 * The text of a TypeScript type that still knows how it was joined, so that brackets come where they are needed.
 * Several parts are a union (`|`) or an intersection (`&`).
 */
export interface TypeText {
  readonly joint: '|' | '&';
  readonly parts: readonly string[];
}

export const unknown: TypeText = one('unknown');
export const nothing: TypeText = one('null');

export function one(text: string): TypeText {
  return { joint: '|', parts: [text] };
}

/** A union, flat, each member once, in the order given. `unknown` takes all others in. */
export function union(members: readonly TypeText[]): TypeText {
  const parts = members.flatMap((member) => (member.joint === '|' ? member.parts : [bracketed(member)]));
  if (parts.includes('unknown')) return unknown;
  const distinct = [...new Set(parts)].filter((part) => part !== 'never');
  return distinct.length === 0 ? one('never') : { joint: '|', parts: distinct };
}

/** An intersection, flat, each member once. `unknown` adds nothing. */
export function intersection(members: readonly TypeText[]): TypeText {
  const parts = members.flatMap((member) => (member.joint === '&' ? member.parts : [bracketed(member)]));
  const distinct = [...new Set(parts)].filter((part) => part !== 'unknown');
  if (distinct.length === 0) return unknown;
  if (distinct.length > 1) return { joint: '&', parts: distinct };
  return members.find((member) => bracketed(member) === distinct[0]) ?? one(distinct[0]!);
}

/** The type as an operand: in brackets if it has several parts. */
export function bracketed(type: TypeText): string {
  return type.parts.length > 1 ? `(${plain(type)})` : plain(type);
}

export function plain(type: TypeText): string {
  return type.parts.join(` ${type.joint} `);
}

/** As `plain`, but with one member a line where a union would be long. */
export function broken(type: TypeText, width: number): string {
  const text = plain(type);
  if (type.joint === '&' || type.parts.length < 2 || text.length <= width || text.includes('\n')) return text;
  return `\n${type.parts.map((part) => `  | ${part}`).join('\n')}`;
}

/** Indents all lines but the first. */
export function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}
