import { visibleText } from '../shared/text.js';
import { codeSpans } from './code-spans.js';
import { codeSource, entity, escapedAddress, unlinked } from './escapes.js';

/*
 * A description is Markdown, and may be anybody's. Of that, emphasis, code and links to other sites stay; HTML, images,
 * templates and links within the site do not. One pass from left to right: each character is looked at a bounded
 * number of times, whatever the text.
 */

const special = /\\|`+|!?\[|<|\{|\||~|:::|&|\/\/|xmpp:/gi;
const autolink = /<https?:\/\/[^\s<>"`|{}\\]+>/y;
const target = /\(\s*<?((?:https?:\/\/|mailto:)[^\s()<>]+)>?(?:\s+"[^"]{0,500}")?\s*\)/y;
const reference = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][A-Za-z\d]{1,31}));/y;

/** Names of characters that can be seen, and that vendors write. */
const knownNames: ReadonlySet<string> = new Set(
  (
    'amp lt gt quot apos nbsp copy reg trade hellip mdash ndash lsquo rsquo ldquo rdquo bull middot euro pound yen ' +
    'cent sect deg plusmn times divide frac12 le ge ne rarr larr'
  ).split(' '),
);

/**
 * Markdown of a paragraph, or of a part of one, with what it may hold.
 *
 * @param paragraph visible text; its line ends stay, unless they are within code.
 * @param inTable no `|` is left that could end a cell.
 */
export function formattedSource(paragraph: string, inTable: boolean): string {
  const closing = codeSpans(paragraph);
  let out = '';
  let last = 0;
  for (let found = next(special, paragraph, 0); found !== null; found = next(special, paragraph, last)) {
    const at = found.index;
    out += paragraph.slice(last, at);
    const [source, end] = print(paragraph, at, found[0], inTable, closing);
    out += source;
    last = end;
  }
  return out + paragraph.slice(last);
}

/** What is at a place, as it is printed, and where it ends. */
function print(
  text: string,
  at: number,
  found: string,
  inTable: boolean,
  closing: (at: number, length: number) => number | undefined,
): [string, number] {
  const end = at + found.length;
  if (found === '\\') {
    const escaped = text[at + 1] ?? '';
    if (/[<>{&`|~]/.test(escaped)) return [entity(escaped), at + 2];
    if (/[!-/:-@[-`{-~]/.test(escaped)) return [`\\${escaped}`, at + 2];
    // The last character would take away the meaning of what follows the text.
    return [at + 1 === text.length ? '\\\\' : '\\', end];
  }
  if (found.startsWith('`')) {
    const close = text[at - 1] === '`' ? undefined : closing(at, found.length);
    if (close === undefined) return ['&#96;'.repeat(found.length), end];
    return [codeSource(text.slice(end, close).replaceAll(/\s+/g, ' ').trim()), close + found.length];
  }
  if (found === '<') {
    const link = matchAt(autolink, text, at);
    // VitePress reads entities in the text of such a link, which the standard does not.
    return link === null || /&#?\w+;/.test(link[0]) ? ['&lt;', end] : [link[0], at + link[0].length];
  }
  if (found.endsWith('[')) return link(text, end, inTable) ?? (found === '[' ? ['\\[', end] : ['!\\[', end]);
  if (found === '|') return [inTable ? '&#124;' : '|', end];
  if (found === '&') return characterReference(text, at);
  if (found === '//')
    return [/https?:$/i.test(text.slice(Math.max(0, at - 6), at)) ? '//' : unlinked('//'), end];
  if (found.length === 5) return [`${found.slice(0, 4)}<!-- -->:`, end];
  return [[...found].map(entity).join(''), end];
}

/** A link or a picture of another site becomes a link; any other is text. */
function link(text: string, start: number, inTable: boolean): [string, number] | undefined {
  const bracket = next(/[[\]]/g, text, start);
  if (bracket?.[0] !== ']') return undefined;
  const found = matchAt(target, text, bracket.index + 1);
  if (found === null) return undefined;
  const label = formattedSource(text.slice(start, bracket.index), inTable);
  return [`[${label}](${escapedAddress(found[1]!)})`, bracket.index + 1 + found[0].length];
}

/** `&auml;` as it is, unless it means something that is not seen. */
function characterReference(text: string, at: number): [string, number] {
  const found = matchAt(reference, text, at);
  if (found === null) return ['&', at + 1];
  const [source, decimal, hexadecimal, name] = found;
  if (name !== undefined)
    return [knownNames.has(name) ? source : `&amp;${source.slice(1)}`, at + source.length];
  const point = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
  const character = point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\0';
  const isSeen = visibleText(character) === character && character.trim() !== '';
  return [isSeen ? entity(character) : `&amp;${source.slice(1)}`, at + source.length];
}

function next(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}
