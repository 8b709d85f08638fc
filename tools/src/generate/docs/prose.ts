import { codeSpans } from './code-spans.js';
import { code, entity, fence, withoutControls } from './markdown.js';

/*
 * A description is Markdown, and may be anybody's: emphasis, lists, tables, code and links to other sites stay. HTML,
 * images, headings and links within the site do not: they would load, break or take over parts of the page.
 */

/** A description as blocks of its own. */
export function prose(description: string | undefined): string {
  const { blocks, hasList } = parse(description);
  const out: string[] = [];
  for (const { kind, lines, language } of blocks) {
    if (kind === 'code') out.push(fence(language, lines.join('\n')));
    else if (kind === 'heading') out.push(`**${inline(lines.join(' '), false)}**`);
    // Where there is no list, indented text would be a block of code, in which entities show.
    else out.push(inline(lines.map((line) => (hasList ? line : line.trimStart())).join('\n'), false));
  }
  return out.join('\n\n');
}

/** A description within a table cell: one line. */
export function cell(description: string | undefined): string {
  return parse(description)
    .blocks.map(({ kind, lines }) => {
      if (kind === 'code')
        return lines
          .filter((line) => line.trim() !== '')
          .map(code)
          .join('<br>');
      if (kind === 'heading') return `**${inline(lines.join(' '), true)}**`;
      const items = lines.map((line) => line.replace(/^\s*(?:>\s?)+/, '').replace(/^\s*[-*+]\s+/, '\n• '));
      const numbered = items.map((line) => line.replace(/^\s*(\d+[.)])\s+/, '\n$1 '));
      const joined = numbered.map((line) => (line.startsWith('\n') ? line : ` ${line.trim()}`)).join('');
      return inline(joined.trim().replaceAll(/[ \t]+/g, ' '), true).replaceAll(/ ?\n/g, '<br>');
    })
    .filter((part) => part !== '')
    .join('<br><br>');
}

/** The first sentence of a description, for a list. */
export function firstSentence(description: string | undefined): string {
  const first = parse(description).blocks[0];
  if (first?.kind !== 'text') return '';
  const whole = first.lines.join(' ').trim();
  return inline(/^(.*?[.!?])(?:\s|$)/.exec(whole)?.[1] ?? whole, true);
}

interface Block {
  readonly kind: 'text' | 'code' | 'heading';
  readonly lines: string[];
  readonly language: string;
}

function parse(description: string | undefined): { blocks: Block[]; hasList: boolean } {
  const blocks: Block[] = [];
  let current: string[] | undefined;
  let hasList = false;
  const open = (kind: Block['kind'], lines: string[], language = ''): string[] => {
    blocks.push({ kind, lines, language });
    return lines;
  };
  const lines = withoutControls(description ?? '').split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!.trimEnd();
    const [, indent, marks, info] = /^(\s*)(`{3,}|~{3,})((?:[^`~][^`]*)?)$/.exec(line) ?? [];
    const [, heading] = /^ {0,3}#{1,6}\s+(\S.*|)$/.exec(`${line} `) ?? [];
    if (marks !== undefined) {
      const isEnd = (one: string): boolean => one.trim().startsWith(marks) && /^(?:`+|~+)$/.test(one.trim());
      // Fences follow each other: a search from the first line would go over all before it again.
      let end = index + 1;
      while (end < lines.length && !isEnd(lines[end]!)) end++;
      const inner = lines.slice(index + 1, end);
      open(
        'code',
        inner.map((one) => one.slice(Math.min(indent!.length, one.length - one.trimStart().length))),
        info?.trim(),
      );
      index = end;
      current = undefined;
    } else if (heading !== undefined) {
      const title = withoutHashes(heading);
      if (title !== '') open('heading', [title]);
      current = undefined;
    } else if (line === '' || /^ {0,3}(=+|-{2,})$/.test(line)) {
      // The underline of a heading, or a line across: neither has a place in a section of ours.
      current = undefined;
    } else {
      hasList ||= /^\s*([-*+]|\d+[.)])\s/.test(line);
      current ??= open('text', []);
      current.push(line);
    }
  }
  return { blocks, hasList };
}

/** `Title ##` → `Title`. */
function withoutHashes(heading: string): string {
  let end = heading.length;
  while (end > 0 && ' #'.includes(heading[end - 1]!)) end--;
  return heading.slice(0, end);
}

const tokens =
  /\\(?<escaped>[!-/:-@[-`{-~])|(?<marks>`+)|<(?<auto>https?:\/\/[^\s<>"`|{}\\]+)>|!?\[(?<label>[^[\]]*)\]\(\s*<?(?<url>(?:https?:\/\/|mailto:)[^\s()<>]+)>?(?:\s+"[^"]*")?\s*\)|:::|~{3,}|[<{[|]/g;

/** Text of a paragraph; `inTable` keeps it from ending a cell. */
function inline(paragraph: string, inTable: boolean): string {
  const closing = codeSpans(paragraph);
  const out: string[] = [];
  let from = 0;
  for (;;) {
    tokens.lastIndex = from;
    const token = tokens.exec(paragraph);
    if (token === null) return out.join('') + paragraph.slice(from);
    const { 0: found, index, groups } = token;
    out.push(paragraph.slice(from, index));
    from = index + found.length;
    const end =
      groups!.marks === undefined || paragraph[index - 1] === '`' ? undefined : closing(index, found.length);
    if (end === undefined) {
      out.push(printed(found, groups!, inTable));
    } else {
      out.push(code(paragraph.slice(from, end).replaceAll(/\s+/g, ' ').trim()));
      from = end + found.length;
    }
  }
}

/** What is no code: links and marks of Markdown as they are, all else that means something as entities. */
function printed(found: string, groups: Record<string, string | undefined>, inTable: boolean): string {
  const { escaped, auto, label, url } = groups;
  if (escaped !== undefined) return /[<>{&`|]/.test(escaped) ? entity(escaped) : found;
  if (auto !== undefined) return found;
  if (label !== undefined && url !== undefined) return `[${inline(label, inTable)}](${address(url)})`;
  if (found === '[') return '\\[';
  if (found === '|') return inTable ? entity(found) : found;
  return [...found].map(entity).join('');
}

function address(url: string): string {
  return url.replaceAll(/["'`|{}\\*[\]]/g, (found) => `%${found.codePointAt(0)!.toString(16).toUpperCase()}`);
}
