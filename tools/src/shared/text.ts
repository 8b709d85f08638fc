/*
 * The one place that knows which characters of a document may stand raw in what we print. Prose (comments, pages)
 * loses them; literals keep the value and show them as escapes (`literal` in ./literal.ts). Clean first, escape last:
 * once a text is escaped, nothing may take a character out of it, or `*` and `/` meet again.
 */

/** What ends a line for JavaScript, for a terminal or for Unicode. */
const lineEnds = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/**
 * Controls, halves of surrogate pairs, marks of writing direction (Trojan Source), the byte order mark, and what else
 * formats without being seen. Tab is harmless. U+200C and U+200D stay: words of Persian and Hindi, and emoji, need them.
 */
const format = String.raw`\p{Cs}|\p{Bidi_Control}|[\u2028\u2029\ufff9-\ufffb]|(?![\u200c\u200d])(?=\p{Default_Ignorable_Code_Point})\p{Cf}`;
const unseen = new RegExp(String.raw`(?!\t)\p{Cc}|${format}`, 'gu');
const unseenInLines = new RegExp(String.raw`(?![\t\n])\p{Cc}|${format}`, 'gu');

/** What tools look for in the whole of a file, in comments and in strings as well: where its source map is. */
const sourceMapMark = /([#@]\s*)(source)((?:Mapping)?URL)/gi;

/**
 * Prose of a document as it may be seen: every kind of line end is `\n`, and unseen characters are gone.
 *
 * @returns the text, not escaped for any language.
 */
export function visibleText(text: string): string {
  return text.replaceAll(lineEnds, '\n').replaceAll(unseenInLines, '');
}

/** As `visibleText`, on one line: every run of white space is one space. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll(/\s+/g, ' ').trim();
}

/** The text, or its beginning with `…` for the rest: what many places repeat must not be long. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  // Not between the halves of a surrogate pair.
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 2)) ? most - 2 : most - 1;
  return `${text.slice(0, end)}…`;
}

/** Whether the text holds a character that must not stand raw in what we print, a line end included. */
export function hasUnseen(text: string): boolean {
  return text.search(unseen) !== -1;
}

/** The text with each unseen character as `\uXXXX`: for string literals, after their own escapes. */
export function escapedUnseen(text: string): string {
  return text.replaceAll(unseen, unicodeEscapes);
}

/** A message for a terminal: its lines stay, and what else cannot be seen is shown as `\uXXXX`, so that it steers nothing. */
export function printableLines(message: string): string {
  return message.split('\n').map(escapedUnseen).join('\n');
}

/** The text with the first word of each mark of a source map as `replace` makes it. */
export function withoutSourceMap(text: string, replace: (word: string) => string): string {
  return text.replaceAll(
    sourceMapMark,
    (_, before: string, word: string, after: string) => before + replace(word) + after,
  );
}

/** `\u202e`; a character beyond U+FFFF takes two. */
export function unicodeEscapes(text: string): string {
  return Array.from(
    { length: text.length },
    (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
