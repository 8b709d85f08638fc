import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { filesBelow } from '../shared/tree.js';
import { repositoryPath } from './links.js';

/** What the check has to know of a built site. */
export interface BuiltSite {
  /** Absolute path of the folder that holds the site. */
  readonly folder: string;
  /** Where it will be mounted; begins and ends with `/`. */
  readonly base: string;
  /** The repository: an absolute path. */
  readonly root: string;
  readonly repositoryUrl: string;
  /** Built page → the Markdown file to fix. */
  readonly sources: ReadonlyMap<string, string>;
}

/** What a browser loads by itself, as opposed to what a reader may follow. */
const loading: Readonly<Record<string, string>> = {
  script: 'src',
  link: 'href',
  img: 'src',
  source: 'src',
  iframe: 'src',
  video: 'src',
  audio: 'src',
};

/** Any origin: only the part after it counts. */
const origin = 'http://site.invalid';

/**
 * Looks at every page of a built site: does each link lead to a page, a heading or a file that exists, and is
 * everything that a browser loads part of the site.
 *
 * (linkinator needs Node 22, and knows neither the Markdown file to fix nor the repository.)
 *
 * @returns a line per problem, by page; empty for a sound site.
 */
export async function checkSite(site: BuiltSite): Promise<string[]> {
  const files = (await filesBelow(site.folder)).map((file) =>
    relative(site.folder, file).replaceAll(sep, '/'),
  );
  const known = new Set(files);
  const pages = new Map<string, Tag[]>();
  for (const file of files.filter((one) => one.endsWith('.html'))) {
    pages.set(file, startTags(await readFile(join(site.folder, file), 'utf8')));
  }
  const ids = new Map([...pages].map(([file, tags]) => [file, idsOf(tags)]));
  const problems: string[] = [];
  for (const [page, tags] of pages) {
    const seen = new Set<string>();
    for (const { name, attributes } of tags) {
      const loaded = loading[name] === undefined ? undefined : attributes.get(loading[name]);
      const address = loaded ?? (name === 'a' ? attributes.get('href') : undefined);
      if (address === undefined || seen.has(`${name} ${address}`)) continue;
      seen.add(`${name} ${address}`);
      const problem = isElsewhere(address)
        ? elsewhere(address, loaded !== undefined, site)
        : withinSite(address, page, site.base, known, ids);
      if (problem !== undefined) problems.push(`${site.sources.get(page) ?? page}: ${address} ${problem}`);
    }
  }
  for (const file of files.filter((one) => one.endsWith('.css'))) {
    const css = await readFile(join(site.folder, file), 'utf8');
    for (const [, address = ''] of css.matchAll(/(?:url\(|@import)\s*["']?((?:https?:)?\/\/[^"')]+)/g)) {
      problems.push(`${file}: ${address} would be loaded from elsewhere.`);
    }
  }
  return problems.sort();
}

function isElsewhere(address: string): boolean {
  return /^[a-z][a-z\d+.-]*:|^\/\//i.test(address);
}

function elsewhere(address: string, loaded: boolean, { root, repositoryUrl }: BuiltSite): string | undefined {
  if (loaded) return address.startsWith('data:') ? undefined : 'would be loaded from elsewhere.';
  const path = repositoryPath(address, repositoryUrl);
  return path === undefined || existsSync(join(root, path)) ? undefined : 'is not in the repository.';
}

function withinSite(
  address: string,
  page: string,
  base: string,
  files: ReadonlySet<string>,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const { pathname, hash } = new URL(address, `${origin}${base}${page}`);
  const path = decodeURIComponent(pathname);
  if (!path.startsWith(base)) return 'leaves the site.';
  const file = path.slice(base.length).replace(/(^|\/)$/, '$1index.html');
  if (!files.has(file)) return 'leads nowhere.';
  const id = decodeURIComponent(hash.slice(1));
  return id === '' || ids.get(file)?.has(id) !== false ? undefined : 'names no heading of that page.';
}

function idsOf(tags: readonly Tag[]): Set<string> {
  return new Set(
    tags.flatMap(({ name, attributes }) =>
      [attributes.get('id'), name === 'a' ? attributes.get('name') : undefined].filter(
        (id) => id !== undefined,
      ),
    ),
  );
}

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
