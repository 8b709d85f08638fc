import { type DefaultTreeAdapterMap, parse } from 'parse5';

/** An element of a built page. */
export interface Tag {
  /** In lower case. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** The elements of a page, in order, as a browser reads it: without those that a script or a comment mentions. */
export function startTags(html: string): Tag[] {
  const tags: Tag[] = [];
  visit(parse(html), tags);
  return tags;
}

function visit(node: DefaultTreeAdapterMap['node'], tags: Tag[]): void {
  if ('attrs' in node) {
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    tags.push({ name: node.nodeName, attributes });
  }
  for (const child of 'childNodes' in node ? node.childNodes : []) visit(child, tags);
}
