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

/** What may mean something; each kind is looked at further at its place. */
const tokens = /\\(?<escaped>[!-/:-@[-`{-~])|(?<marks>`+)|(?<opening><|!?\[)|:::|~{3,}|[{|]/g;
const auto = /<https?:\/\/[^\s<>"`|{}\\]+>/y;
const link = /!?\[([^[\]]*)\]\(\s*<?((?:https?:\/\/|mailto:)[^\s()<>]+)>?(?:\s+"[^"]*")?\s*\)/y;

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
    const { escaped, marks, opening } = groups as Record<string, string | undefined>;
    out.push(paragraph.slice(from, index));
    from = index + found.length;
    const isRun = marks !== undefined && paragraph[index - 1] !== '`';
    const end = isRun ? closing(index, found.length) : undefined;
    const shown = opening === undefined ? undefined : linkAt(paragraph, index, inTable);
    if (end !== undefined) {
      out.push(code(paragraph.slice(from, end).replaceAll(/\s+/g, ' ').trim()));
      from = end + found.length;
    } else if (shown !== undefined) {
      out.push(shown.text);
      from = shown.end;
    } else if (escaped !== undefined) {
      out.push(/[<>{&`|]/.test(escaped) ? entity(escaped) : found);
    } else {
      out.push(printed(found, inTable));
    }
  }
}

/** A link to another site that begins here, and where it ends. */
function linkAt(
  paragraph: string,
  index: number,
  inTable: boolean,
): { text: string; end: number } | undefined {
  auto.lastIndex = index;
  link.lastIndex = index;
  const [found] = auto.exec(paragraph) ?? [];
  if (found !== undefined) return { text: found, end: auto.lastIndex };
  const [, label, url] = link.exec(paragraph) ?? [];
  if (label === undefined || url === undefined) return undefined;
  // Before the label, which may have tokens of its own.
  const end = link.lastIndex;
  return { text: `[${inline(label, inTable)}](${address(url)})`, end };
}

/** A mark of Markdown or HTML that is to be seen as it is. */
function printed(found: string, inTable: boolean): string {
  if (found.endsWith('[')) return `${found.slice(0, -1)}\\[`;
  if (found === '|') return inTable ? entity(found) : found;
  return [...found].map(entity).join('');
}

function address(url: string): string {
  return url.replaceAll(/["'`|{}\\*[\]]/g, (found) => `%${found.codePointAt(0)!.toString(16).toUpperCase()}`);
}
