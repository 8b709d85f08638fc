/*
 * Pages are read on GitHub and by VitePress, whose templates are Vue: there `{{ }}` is code even within backticks,
 * `{…}` sets attributes, and a comment can include files. So every brace and angle bracket that is not ours is
 * written as an entity, and code that holds such a one as HTML.
 */

/** What stands on top of every page. */
export const docsHeader: string =
  '<!-- Generated from the specification of this package. Do not edit: change specs/ or tools/src/generate/docs\n' +
  '     and run `npm run generate`. -->';

/** A page: its parts with an empty line between them; parts without text are left out. */
export function page(parts: readonly string[]): string {
  const text = [docsHeader, ...parts].filter((part) => part !== '').join('\n\n');
  // Controls of writing direction could make a page look different from what it is.
  return `${withoutControls(text.replaceAll(/<!--(\s*)@include/g, '<!--$1@ include'))}\n`;
}

/** Plain text that is to look as it is: nothing in it is Markdown. */
export function text(plain: string): string {
  return withoutControls(plain)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]|~#]|:::/g, (found) => `\\${found}`)
    .replaceAll(/[&<>{]/g, entity);
}

/** Inline code, on one line. Good in a table cell, too. */
export function code(plain: string): string {
  const line = withoutControls(plain).replaceAll(/\s+/g, ' ');
  if (/^[^`|\s]([^`|]*[^`|\s])?$/.test(line) && !/\{\{|<!--/.test(line)) return `\`${line}\``;
  return `<code>${line.replaceAll(/[^\p{L}\p{N} .,/=?-]/gu, entity)}</code>`;
}

/** A block of code in a language; the fence is longer than any in it. */
export function fence(language: string, content: string): string {
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${/^[\w+-]+$/.test(language) ? language : ''}\n${content}\n${marks}`;
}

/** A table, every cell already Markdown of one line. An empty cell shows a dash. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => (cell === '' ? '–' : cell)).join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[], word = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

/** Without what is neither text nor a line break, and with one kind of line break. */
export function withoutControls(plain: string): string {
  return lineEnd.test(plain) || control.test(plain)
    ? plain.replaceAll(new RegExp(lineEnd, 'g'), '\n').replaceAll(new RegExp(control, 'g'), '')
    : plain;
}

const lineEnd = /\r\n?|[\u2028\u2029]/;
// Those of ASCII but tab and line feed, and those of writing direction.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are to be removed
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

export function entity(character: string): string {
  return named[character] ?? `&#${character.codePointAt(0)};`;
}
