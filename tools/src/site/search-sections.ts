import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { htmlText } from '../print/html.js';

/** A part of a page that the search can find. */
export interface Section {
  /** The id of its heading. */
  readonly anchor: string;
  /** The headings it is under, its own last: HTML, as the theme puts them into the list of results as such. */
  readonly titles: string[];
  readonly text: string;
}

/**
 * The sections of a rendered page. A page of a model is one, and one of an API class has one per operation: the
 * example, the parameters and the responses below it belong to it: a search would list them all otherwise.
 * Both are under their package, as two packages can have models of one name.
 *
 * @param path the page's place in the site.
 */
export function searchSections(path: string, html: string): Section[] {
  const [, folder, file = ''] = /packages\/([^/]+)\/docs\/([^/]+)$/.exec(path) ?? [];
  const deepest = folder === undefined ? 3 : /(?:^index|Api)\.md$/.test(file) ? 2 : 1;
  const sections: { anchor: string; titles: string[]; texts: string[] }[] = [];
  const above: string[] = [];
  const visit = (node: Node): void => {
    const level = levelOf(node);
    const id = attributeOf(node, 'id');
    if (level !== undefined && level <= deepest && id !== undefined) {
      above.length = level - 1;
      above[level - 1] = htmlText(plainText(node));
      const titles = [folder === undefined ? undefined : htmlText(folder), ...above];
      sections.push({ anchor: id, titles: titles.filter((title) => title !== undefined), texts: [] });
    } else if (node.nodeName === '#text') {
      sections.at(-1)?.texts.push((node as TextNode).value);
    } else {
      for (const child of 'childNodes' in node ? node.childNodes : []) visit(child);
    }
  };
  visit(parseFragment(html));
  return sections.map(({ texts, ...section }) => ({ ...section, text: oneLine(texts.join(' ')) }));
}

type Node = DefaultTreeAdapterMap['node'];
type TextNode = DefaultTreeAdapterMap['textNode'];

function levelOf({ nodeName }: Node): number | undefined {
  return /^h[1-6]$/.test(nodeName) ? Number(nodeName[1]) : undefined;
}

function attributeOf(node: Node, name: string): string | undefined {
  return 'attrs' in node ? node.attrs.find((attribute) => attribute.name === name)?.value : undefined;
}

/** Without the link of a heading to itself. */
function plainText(node: Node): string {
  if (node.nodeName === '#text') return (node as TextNode).value;
  if (attributeOf(node, 'class') === 'header-anchor') return '';
  return oneLine(('childNodes' in node ? node.childNodes : []).map(plainText).join(''));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
