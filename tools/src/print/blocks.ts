import { visibleText } from '../shared/text.js';
import { unprintable } from './code.js';
import { formattedSource } from './formatted.js';
import { type Block, blockSource, type Inline, inlineSource, printedBlock, textOf } from './piece.js';

/* Builders of the blocks of a page, and the page. */

/** `# Title` */
export function heading(level: 1 | 2 | 3, title: Inline): Block {
  return printedBlock(`${'#'.repeat(level)} ${inlineSource(title)}`);
}

/** A place that is linked to. @throws SpecError for what is no id. */
export function mark(id: string): Block {
  if (!/^[\w-]+$/.test(id)) throw unprintable('an id', id);
  return printedBlock(`<a id="${id}"></a>`);
}

export function paragraph(content: Inline): Block {
  return printedBlock(atStart(content));
}

/** `> quoted` */
export function quote(content: Inline): Block {
  return printedBlock(`> ${atStart(content)}`);
}

export function bullets(items: readonly Inline[]): Block {
  return printedBlock(items.map((item) => `- ${atStart(item)}`).join('\n'));
}

/** A table. An empty cell shows a dash. @throws SpecError for a row of more or fewer cells than there are titles. */
export function table(titles: readonly Inline[], rows: readonly (readonly Inline[])[]): Block {
  const line = (cells: readonly Inline[]): string => {
    if (cells.length !== titles.length) throw unprintable('as many cells as there are titles', cells);
    const sources = cells.map(inlineSource);
    return `| ${sources.map((source) => (source === '' ? '–' : source)).join(' | ')} |`;
  };
  const below = `| ${titles.map(() => '---').join(' | ')} |`;
  return printedBlock([line(titles), below, ...rows.map(line)].join('\n'));
}

/** Languages that are shown in colours, by what people call them. Others run or draw something, as `mermaid` and `vue`. */
const languages: ReadonlySet<string> = new Set(
  (
    'bash c cpp cs csharp css curl diff go graphql html http ini java javascript js json json5 jsonc jsx kotlin ' +
    'markdown md perl php powershell properties py python rb ruby rust scala sh shell sql swift text toml ts tsx txt ' +
    'typescript xml yaml yml'
  ).split(' '),
);

/** A block of code; the fence is longer than any in it. An unknown language is none. */
export function fence(language: string, content: string): Block {
  const visible = visibleText(textOf(content));
  const runs = visible.match(/`+/g) ?? [];
  const marks = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length), 2) + 1);
  const name = textOf(language).toLowerCase();
  // VitePress looks for includes wherever they stand. Only a space comes in, so nothing is put together again.
  const shown = visible.replaceAll(/<!--(\s*)@include/g, '<!--$1@ include');
  return printedBlock(`${marks}${languages.has(name) ? name : ''}\n${shown}\n${marks}`);
}

/**
 * A paragraph, list, table or quotation of a description.
 *
 * @param lines visible text, without its indentation where there is no list.
 */
export function formattedBlock(lines: readonly string[]): Block {
  return printedBlock(
    formattedSource(lines.map((line) => inert(visibleText(textOf(line)))).join('\n'), false),
  );
}

/** The page: what the builders printed, with an empty line between. What shows nothing is left out. */
export function page(header: Block, blocks: readonly Block[]): string {
  const sources = [header, ...blocks].map(blockSource).filter((source) => source !== '');
  return `${sources.join('\n\n')}\n`;
}

/** A comment of ours: the text must be a constant of the source. */
export function comment(texts: TemplateStringsArray): Block {
  if (!Array.isArray(texts.raw) || texts.length !== 1) throw unprintable('a template without parts', texts);
  return printedBlock(`<!-- ${texts[0]} -->`);
}

/** Text that begins as a list, a heading or a line across, would be one at the beginning of a line. */
function atStart(content: Inline): string {
  const source = inlineSource(content);
  if (/^(?:[-+*>](?:\s|$)|#{1,6}(?:\s|$))/.test(source) || isLine(source)) return `\\${source}`;
  return source.replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\');
}

/** What underlines a heading, or is a line across. */
function isLine(text: string): boolean {
  return /^(?:=+[ \t]*|-+[ \t]*|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(text);
}

/** Marks of lists and quotations that are read on one line; what follows them is text. */
const mostMarks = 12;

/** What makes a heading or a line across: of the line above, or of the text that follows `>` and the marks of lists. */
function inert(line: string): string {
  const marks = />|(?:[-+*]|\d{1,9}[.)])(?=[ \t])/y;
  for (let count = 0, at = 0; ; count++, at = marks.lastIndex) {
    const rest = line.slice(at).trimStart();
    const before = line.slice(0, line.length - rest.length);
    if (isLine(rest) || /^#{1,6}(?:[ \t]|$)/.test(rest)) return `${before}\\${rest}`;
    if (count === mostMarks) return before + rest.replace(/^(\d{0,9})(?=[-+*>.)])/, '$1\\');
    marks.lastIndex = before.length;
    if (!marks.test(line)) return line;
  }
}
