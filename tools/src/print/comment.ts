import { escapedUnseen, visibleLine, visibleText, withoutSourceMap } from '../shared/text.js';
import { type Code, empty, join, printed, ts, unprintable } from './code.js';

/** A tag of a documentation comment. A class, so that no value of a description can pass for one. */
export class Tag {
  /** The line that it takes, not escaped yet. */
  readonly line: string;

  private constructor(line: string) {
    this.line = line;
  }

  static readonly deprecated: Tag = new Tag('@deprecated');

  /** `@default` with any JSON value; what cannot be seen in it shows as an escape, as in JSON. */
  static default(value: unknown): Tag {
    return new Tag(`@default ${escapedUnseen(JSON.stringify(value))}`);
  }

  /** `@see` with an address of ours. */
  static see(url: string): Tag {
    return new Tag(`@see ${visibleLine(url)}`);
  }

  /** `@throws` with a sentence of ours. */
  static throws(sentence: string): Tag {
    return new Tag(`@throws ${visibleLine(sentence)}`);
  }
}

/** A paragraph of prose, or a tag. Nothing is printed for `undefined` and for a text without anything to see. */
export type Paragraph = string | Tag | undefined;

/**
 * The lines of a documentation comment, each as it follows its asterisk, with an empty line between paragraphs. No text
 * can end the comment, begin a tag, or say something to a tool.
 *
 * @throws SpecError for a paragraph that is no text.
 */
export function commentLines(...paragraphs: readonly Paragraph[]): Code[] {
  const lines: string[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph === undefined) continue;
    const text = paragraph instanceof Tag ? paragraph.line : proseText(paragraph);
    if (text === '') continue;
    if (lines.length > 0) lines.push('');
    // One by one: a call with a hundred thousand arguments is a RangeError.
    for (const line of text.split('\n')) lines.push(escaped(line.trimEnd()));
  }
  return lines.map((line) => printed(line === '' ? '' : ` ${line}`));
}

/** The same with tags, which stand together below the paragraphs. */
export function taggedLines(paragraphs: readonly Paragraph[], tags: readonly Tag[]): Code[] {
  const lines = commentLines(...paragraphs);
  const below = tags.flatMap((tag) => commentLines(tag));
  return lines.length > 0 && below.length > 0 ? [...lines, empty, ...below] : [...lines, ...below];
}

/**
 * A documentation comment with a line end after it, on one line where it has one; nothing where there is nothing to
 * say. Tags stand together below the paragraphs.
 */
export function comment(paragraphs: readonly Paragraph[], tags: readonly Tag[] = []): Code {
  const lines = [...commentLines(...paragraphs), ...tags.flatMap((tag) => commentLines(tag))];
  if (lines.length === 0) return empty;
  if (lines.length === 1) return ts`/**${lines[0]!} */\n`;
  const body = lines.map((line) => ts` *${line}\n`);
  return ts`/**\n${join(body, empty)} */\n`;
}

function proseText(text: string): string {
  if (typeof text !== 'string') throw unprintable('text', text);
  return visibleText(text)
    .trim()
    .replaceAll(/^([ \t]*)@/gm, '$1\\@');
}

function escaped(line: string): string {
  return withoutSourceMap(line, (word) => `${word}\\`).replaceAll('*/', '*\\/');
}
