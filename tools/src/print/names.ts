import { unprintable } from './code.js';

/**
 * Letters and digits of the scripts that APIs are written in, in ranges that are full: a later Unicode adds nothing to
 * them. What is an identifier must not depend on the Node that generates, nor on how new the compiler of a user is.
 */
const ranges = String.raw`[\u00aa-\u02c1\u0370-\u0587\u05d0-\u05ea\u0620-\u06ff\u0900-\u097f\u0e01-\u0e4e\u10a0-\u10ff\u1e00-\u1fff\u3041-\u312f\u3400-\u9fff\uac00-\ud7a3]`;
/** Marks that a letter may have, as capital or small letter, where the alphabet has no single one. */
const marks = String.raw`[\u0300-\u034e\u0350-\u036f]`;
const start = String.raw`(?:[A-Za-z$_]|(?=${ranges})\p{ID_Start})`;
const more = String.raw`(?:[A-Za-z0-9$_]|${marks}|(?=${ranges})\p{ID_Continue})`;
const identifier = new RegExp(`^${start}${more}*$`, 'u');

/** One letter or digit of a word: what identifiers are put together of. */
const wordCharacter = String.raw`(?:[A-Za-z0-9]|(?=${ranges})(?=[\p{L}\p{N}])\p{ID_Continue})`;

/** All that stands between two words. */
export const wordBoundary = new RegExp(String.raw`(?:(?!${wordCharacter})[\s\S])+`, 'u');

/** Words that cannot name a function, a constant or a type in strict ECMAScript modules and TypeScript. */
const reservedWords = new Set(
  (
    'abstract any arguments as async await bigint boolean break case catch class const continue debugger declare ' +
    'default delete do else enum eval export extends false finally for from function globalThis if implements ' +
    'import in Infinity infer instanceof interface is keyof let module namespace NaN never new null number object ' +
    'of package private protected public readonly require return set static string super switch symbol this ' +
    'throw true try type typeof undefined unique unknown var void while with yield'
  ).split(' '),
);

export function isReservedWord(name: string): boolean {
  return reservedWords.has(name);
}

/** Whether the text can stand as a name in TypeScript, for every compiler that we support. */
export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

/** The name itself. @throws SpecError unless it is an identifier, and no reserved word. */
export function identifierText(name: string): string {
  if (typeof name === 'string' && isIdentifier(name) && !isReservedWord(name)) return name;
  throw unprintable('an identifier', name);
}

/** What TypeScript's `Object` declares: every object inherits it. */
export const objectMembers: readonly string[] = [
  'constructor',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
];
