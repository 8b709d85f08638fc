import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** What a reader of a built page sees, by the place it is in. */
export interface Shown {
  /** Runs of text between elements, code and scripts left out. */
  readonly texts: readonly string[];
  /** The code, blocks and spans. */
  readonly code: readonly string[];
  /** Headings, table cells, links and list items that show nothing. */
  readonly empty: readonly string[];
}

const unseen: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript']);
const mustShow: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'td', 'th', 'a', 'li']);

/** Reads a built page as a browser does, its title and its frame of menus included. */
export function shownOn(html: string): Shown {
  const shown = { texts: [] as string[], code: [] as string[], empty: [] as string[] };
  visit(parse(html), false, shown);
  return shown;
}

function visit(
  node: Node,
  inCode: boolean,
  shown: { texts: string[]; code: string[]; empty: string[] },
): void {
  if (node.nodeName === '#text') {
    const { value } = node as DefaultTreeAdapterMap['textNode'];
    if (value.trim() !== '') (inCode ? shown.code : shown.texts).push(value);
    return;
  }
  if (unseen.has(node.nodeName)) return;
  if (mustShow.has(node.nodeName) && !isMark(node) && !showsSomething(node as Element)) {
    shown.empty.push(`<${node.nodeName}> ${JSON.stringify(attributesOf(node as Element))}`);
  }
  const isCode = inCode || ['code', 'pre'].includes(node.nodeName);
  for (const child of 'childNodes' in node ? node.childNodes : []) visit(child, isCode, shown);
}

/** Text, a picture, or a name for those who cannot see; an anchor to be linked to has nothing to show. */
function showsSomething(element: Element): boolean {
  const { id, href, 'aria-label': label } = attributesOf(element);
  if (element.nodeName === 'a' && href === undefined && id !== undefined) return true;
  return label !== undefined || hasContent(element);
}

function hasContent(node: Node): boolean {
  if (node.nodeName === '#text') {
    // VitePress's mark beside a heading is a space of no width.
    return /[^\s\u200b]/.test((node as DefaultTreeAdapterMap['textNode']).value);
  }
  if (['img', 'svg', 'input'].includes(node.nodeName)) return true;
  return !isMark(node) && 'childNodes' in node && node.childNodes.some(hasContent);
}

/** VitePress's link of a heading to itself. */
function isMark(node: Node): boolean {
  return node.nodeName === 'a' && (attributesOf(node as Element).class ?? '').includes('header-anchor');
}

function attributesOf({ attrs }: Element): Record<string, string> {
  return Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
}
