import { fence, formattedBlock, paragraph } from '../../print/blocks.js';
import {
  type Block,
  codeSpan,
  formatted,
  type Inline,
  joined,
  nothing,
  strong,
  textOf,
} from '../../print/markdown.js';
import { visibleText } from '../../shared/text.js';

/*
 * A description is Markdown, and may be anybody's: emphasis, lists, tables, code and links to other sites stay. HTML,
 * images, headings and links within the site do not: they would load, break or take over parts of the page.
 */

/** A description as blocks of its own. */
export function prose(description: string | undefined): Block[] {
  const { parts, hasList } = parse(description);
  return parts.map(({ kind, lines, language }) => {
    if (kind === 'code') return fence(language, lines.join('\n'));
    if (kind === 'heading') return paragraph(strong(formatted(lines.join(' '))));
    // Where there is no list, indented text would be a block of code, in which entities show.
    return formattedBlock(hasList ? lines : lines.map((line) => line.trimStart()));
  });
}

/** A description within a table cell: one line. */
export function cell(description: string | undefined): Inline {
  const parts = parse(description).parts.map(({ kind, lines }) => {
    if (kind === 'code') return joined(lines.filter((line) => line.trim() !== '').map(codeSpan), '<br>');
    if (kind === 'heading') return strong(formatted(lines.join(' ')));
    return joined(itemsOf(lines).map(formatted), '<br>');
  });
  return joined(parts, '<br><br>');
}

/** The first sentence of a description, for a list. */
export function firstSentence(description: string | undefined): Inline {
  const first = parse(description).parts[0];
  if (first?.kind !== 'text') return nothing;
  const whole = first.lines.join(' ').trim();
  return formatted(/^(.*?[.!?])(?:\s|$)/.exec(whole)?.[1] ?? whole);
}

/** The text before a list and each item of it, on a line each. */
function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    const text = withoutQuotes(line);
    const [, bullet] = /^\s*[-*+]\s+(.*)$/s.exec(text) ?? [];
    const [, number, rest] = /^\s*(\d+[.)])\s+(.*)$/s.exec(text) ?? [];
    if (bullet !== undefined) items.push(`• ${bullet}`);
    else if (number !== undefined) items.push(`${number} ${rest}`);
    else items.push(`${items.pop() ?? ''} ${text.trim()}`);
  }
  return items.map((item) => item.replaceAll(/[ \t]+/g, ' ').trim());
}

/** `> > text` → `text` */
function withoutQuotes(line: string): string {
  let text = line;
  while (text.trimStart().startsWith('>')) text = text.trimStart().slice(1);
  return text === line ? line : text.trimStart();
}

interface Part {
  readonly kind: 'text' | 'code' | 'heading';
  readonly lines: string[];
  readonly language: string;
}

function parse(description: string | undefined): { parts: Part[]; hasList: boolean } {
  const parts: Part[] = [];
  let current: string[] | undefined;
  let hasList = false;
  const open = (kind: Part['kind'], lines: string[], language = ''): string[] => {
    parts.push({ kind, lines, language });
    return lines;
  };
  const lines = description === undefined ? [] : visibleText(textOf(description)).split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!.trimEnd();
    const [, indent, marks, info] = /^(\s*)(`{3,}|~{3,})((?:[^`~][^`]*)?)$/.exec(line) ?? [];
    const [, title] = /^ {0,3}#{1,6}\s(.*)$/.exec(`${line} `) ?? [];
    if (marks !== undefined) {
      const end = endOfFence(lines, index + 1, marks);
      const inner = lines.slice(index + 1, end);
      open(
        'code',
        inner.map((one) => one.slice(Math.min(indent!.length, one.length - one.trimStart().length))),
        info?.trim(),
      );
      index = end;
      current = undefined;
    } else if (title !== undefined) {
      const shown = withoutHashes(title);
      if (shown !== '') open('heading', [shown]);
      current = undefined;
    } else if (
      line === '' ||
      /^ {0,3}(?:=+|-{2,}|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line)
    ) {
      // The underline of a heading, or a line across: neither has a place in a section of ours.
      current = undefined;
    } else {
      hasList ||= /^\s*(?:[-*+]|\d+[.)])\s/.test(line);
      current ??= open('text', []);
      current.push(line);
    }
  }
  return { parts, hasList };
}

/** The line that ends a fence; that after the last where none does. */
function endOfFence(lines: readonly string[], start: number, marks: string): number {
  for (let at = start; at < lines.length; at++) {
    const line = lines[at]!.trim();
    if (line.startsWith(marks) && /^(?:`+|~+)$/.test(line)) return at;
  }
  return lines.length;
}

/** `Title ##` → `Title`. */
function withoutHashes(heading: string): string {
  let end = heading.length;
  while (end > 0 && ' #'.includes(heading[end - 1]!)) end--;
  return heading.slice(0, end).trimStart();
}
