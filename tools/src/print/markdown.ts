import { visibleText } from '../shared/text.js';
import { unprintable } from './code.js';
import { codeSource, escapedAddress, escapedText } from './escapes.js';
import { formattedSource } from './formatted.js';
import { type Inline, inlineSource, printedInline, textOf } from './piece.js';

export { type Block, type Inline, textOf } from './piece.js';

/*
 * Builders of Markdown of one line. Each takes values, drops what cannot be seen, and escapes last: after that nothing
 * is taken out of a text, so what was broken up stays so.
 */

/** Nothing. */
export const nothing: Inline = printedInline('');

/**
 * Markdown with printed parts in it: `` md`one of ${values}` ``. The text between them is ours, and stands as it is.
 *
 * @throws SpecError when a part is not printed Markdown of one line.
 */
export function md(texts: TemplateStringsArray, ...parts: readonly Inline[]): Inline {
  if (!Array.isArray(texts.raw)) throw unprintable('a template', texts);
  return printedInline(
    texts.reduce((before, text, index) => before + inlineSource(parts[index - 1]!) + text),
  );
}

/** Plain text that looks as it is: nothing in it is Markdown, HTML, or a link. @throws SpecError for what is no text. */
export function markdownText(plain: string): Inline {
  return printedInline(escapedText(oneLine(plain)));
}

/** A description on one line, whose emphasis, code and links to other sites stay. */
export function formatted(description: string): Inline {
  return printedInline(formattedSource(oneLine(description), true));
}

/** Inline code. */
export function codeSpan(plain: string): Inline {
  return printedInline(codeSource(oneLine(plain)));
}

/**
 * Any JSON value as inline code: a text as it is, anything else as JSON.
 *
 * @throws SpecError for what is not JSON.
 */
export function codeValue(value: unknown): Inline {
  if (typeof value === 'string' && value !== '') return codeSpan(value);
  return codeSpan(JSON.stringify(value));
}

export function strong(part: Inline): Inline {
  return printedInline(`**${inlineSource(part)}**`);
}

/** A link to a page of the same folder, and to a place on it. @throws SpecError for a place that is no id. */
export function link(label: string, file: string, id?: string): Inline {
  if (id !== undefined && !/^[\w-]+$/.test(id)) throw unprintable('an id', id);
  const fragment = id === undefined ? '' : `#${id}`;
  return printedInline(`[${escapedText(oneLine(label))}](${encodedFile(file)}${fragment})`);
}

/** A link from the root of the repository. */
export function rootLink(label: Inline, ...path: readonly string[]): Inline {
  return printedInline(`[${inlineSource(label)}](${path.map(encodedFile).join('/')})`);
}

/** A link to a place on the page it is on; to its top without one. */
export function placeLink(label: string, id = ''): Inline {
  if (!/^[\w-]*$/.test(id)) throw unprintable('an id', id);
  return printedInline(`[${escapedText(oneLine(label))}](#${id})`);
}

/** A link to another site; an address that is none is shown as code. */
export function siteLink(url: string, label: string): Inline {
  const address = oneLine(url);
  if (!/^https?:\/\/[^\s()<>]+$/.test(address)) return codeSpan(address);
  const shown = formattedSource(oneLine(label).replaceAll(/[[\]]/g, ''), true);
  return printedInline(`[${shown}](${escapedAddress(address)})`);
}

/** The parts that show something, with the same between each. */
export function joined(parts: readonly Inline[], between: ', ' | ' · ' | '. ' | '<br>' | '<br><br>'): Inline {
  return printedInline(
    parts
      .map(inlineSource)
      .filter((source) => source !== '')
      .join(between),
  );
}

/** The parts one after the other, without space before and after. */
export function inARow(parts: readonly Inline[]): Inline {
  return printedInline(parts.map(inlineSource).join('').trim());
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly Inline[], word: 'and' | 'or' = 'and'): Inline {
  if (items.length < 2) return joined(items, ', ');
  return md`${joined(items.slice(0, -1), ', ')} ${markdownText(word)} ${items.at(-1)!}`;
}

/** A relative address: letters of any script are percent-encoded, parentheses as well. */
function encodedFile(file: string): string {
  return escapedAddress(encodeURIComponent(textOf(file)));
}

function oneLine(plain: string): string {
  return visibleText(textOf(plain)).replaceAll(/\s+/g, ' ');
}
