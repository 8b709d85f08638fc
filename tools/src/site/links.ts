import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import type { Page } from './pages.js';

/** What links are resolved against. */
export interface LinkTargets {
  /** The repository: an absolute path. */
  readonly root: string;
  /** Where the repository is browsed, such as `https://github.com/acme/api-clients`. */
  readonly repositoryUrl: string;
  /** The pages of the site, by source. */
  readonly bySource: ReadonlyMap<string, Page>;
}

/**
 * Turns a link as it works on GitHub into one that works in the site: to a page when the target is one (a folder
 * stands for its README), else to the file on GitHub. A link that leads nowhere stays as it is: the check of the
 * built site reports it.
 *
 * @param href as written in the Markdown of `from`, fragment included.
 */
export function siteHref(href: string, from: Page, targets: LinkTargets): string {
  const [, address = '', fragment = ''] = /^([^#]*)(#.*)?$/s.exec(href) ?? [];
  if (address === '') return href;
  const onGitHub = repositoryPath(address, targets.repositoryUrl);
  if (onGitHub === undefined && /^[a-z][a-z\d+.-]*:|^\//i.test(address)) return href;
  const source = onGitHub ?? join(dirname(from.source), decoded(address));
  const page = targets.bySource.get(source) ?? targets.bySource.get(join(source, 'README.md'));
  // "#readme" is GitHub's name for the text below a folder's files.
  if (page !== undefined) return pageHref(from, page) + (fragment === '#readme' ? '' : fragment);
  if (source.startsWith('..') || !existsSync(join(targets.root, source))) return href;
  const kind = statSync(join(targets.root, source)).isDirectory() ? 'tree' : 'blob';
  return `${targets.repositoryUrl}/${kind}/main/${encodeURI(source.replace(/\/$/, ''))}${fragment}`;
}

/** Turns the address of a picture into one of the site, which has `docs/images` at the same path. */
export function siteImage(src: string, from: Page): string {
  if (/^[a-z][a-z\d+.-]*:|^\//i.test(src)) return src;
  // Of the site's root: VitePress puts the base before it.
  return `/${join(dirname(from.source), src)}`;
}

/**
 * The path in the repository that an address on GitHub names.
 *
 * @returns undefined for any other address.
 */
export function repositoryPath(address: string, repositoryUrl: string): string | undefined {
  if (!address.startsWith(`${repositoryUrl}/`)) return undefined;
  const path = /^(?:blob|tree)\/main\/([^#?]*)/.exec(address.slice(repositoryUrl.length + 1))?.[1];
  return path === undefined ? undefined : decoded(path).replace(/\/$/, '');
}

function pageHref(from: Page, to: Page): string {
  const path = relative(dirname(from.path), to.path);
  return encodeURI(path.startsWith('.') ? path : `./${path}`);
}

/** A stray `%` stands for itself. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
