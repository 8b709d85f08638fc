import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path/posix';
import { fileKey } from '../print/file-key.js';
import { SetupError } from '../shared/failure.js';
import { readManifest } from '../shared/package-manifest.js';

/** One Markdown file of the repository, and its place in the site. */
export interface Page {
  /** Path from the repository's root, with `/`. */
  readonly source: string;
  /** Path from the site's root: as the source, but `README.md` is `index.md`. */
  readonly path: string;
  /** The first heading, without Markdown; the file's name when there is none. */
  readonly title: string;
}

/** A package of the repository, as far as a reader of the site meets it. */
export interface PackagePages {
  /** The folder in `packages/`. */
  readonly folder: string;
  /** The npm name. */
  readonly name: string;
  readonly readme: Page;
  readonly changelog: Page | undefined;
  /** `docs/README.md`: the list of the package's operations. */
  readonly reference: Page | undefined;
  /** `docs/<Tag>Api.md`, by name. */
  readonly apis: readonly Page[];
  /** What else is in `docs/`, by name: beside a reference, the models. */
  readonly models: readonly Page[];
}

export interface SitePages {
  readonly home: Page;
  readonly packages: readonly PackagePages[];
  /** One group per folder of `docs/` that holds Markdown: guides, decisions. */
  readonly groups: ReadonlyMap<string, readonly Page[]>;
  /** The other Markdown files of the root and of `docs/`: CONTRIBUTING, SECURITY, the architecture. */
  readonly project: readonly Page[];
}

/**
 * Finds what the site is made of: the Markdown files of the root, of `docs/` and of the packages.
 * There is no list to keep.
 *
 * @param root the repository.
 * @throws SetupError `site_pages` when there is no README, or two files would become one page.
 */
export async function findPages(root: string): Promise<SitePages> {
  const home = await pageAt(root, 'README.md');
  if (home === undefined)
    throw new SetupError('site_pages', 'There is no README.md: the site has no first page.');
  const packages: PackagePages[] = [];
  for (const folder of await folders(root, 'packages')) {
    const found = await packagePages(root, folder);
    if (found !== undefined) packages.push(found);
  }
  const groups = new Map<string, readonly Page[]>();
  for (const folder of await folders(root, 'docs')) {
    const pages = await pagesIn(root, `docs/${folder}`);
    if (pages.length > 0) groups.set(folder, pages);
  }
  const besideHome = (await pagesIn(root, '.')).filter(({ path }) => path !== home.path);
  const project = [...besideHome, ...(await pagesIn(root, 'docs'))];
  const site: SitePages = { home, packages, groups, project };
  refuseClashes(allPages(site));
  return site;
}

/** All pages of the site, in reading order. */
export function allPages({ home, packages, groups, project }: SitePages): Page[] {
  return [
    home,
    ...packages.flatMap((one) =>
      [one.readme, one.changelog, one.reference, ...one.apis, ...one.models].filter(
        (page) => page !== undefined,
      ),
    ),
    ...[...groups.values()].flat(),
    ...project,
  ];
}

async function packagePages(root: string, folder: string): Promise<PackagePages | undefined> {
  const place = `packages/${folder}`;
  const readme = await pageAt(root, `${place}/README.md`);
  if (readme === undefined || !existsSync(join(root, place, 'package.json'))) return undefined;
  const { name } = readManifest(join(root, place));
  const docs = await pagesIn(root, `${place}/docs`);
  const isReference = ({ path }: Page): boolean => path === `${place}/docs/index.md`;
  const isApi = ({ path }: Page): boolean => path.endsWith('Api.md');
  return {
    folder,
    name,
    readme,
    changelog: await pageAt(root, `${place}/CHANGELOG.md`),
    reference: docs.find(isReference),
    apis: docs.filter(isApi),
    models: docs.filter((page) => !isApi(page) && !isReference(page)),
  };
}

/** The Markdown files directly in a folder, by name. */
async function pagesIn(root: string, folder: string): Promise<Page[]> {
  if (!existsSync(join(root, folder))) return [];
  const files = (await readdir(join(root, folder))).filter((file) => file.endsWith('.md')).sort();
  return Promise.all(files.map(async (file) => (await pageAt(root, join(folder, file)))!));
}

async function pageAt(root: string, source: string): Promise<Page | undefined> {
  if (!existsSync(join(root, source))) return undefined;
  const path = basename(source) === 'README.md' ? join(dirname(source), 'index.md') : source;
  return {
    source,
    path,
    title: titleOf(await readFile(join(root, source), 'utf8'), basename(source, '.md')),
  };
}

function titleOf(markdown: string, otherwise: string): string {
  const lines = markdown.replace(/^```.*?^```/gms, '').split('\n');
  const title = lines
    .find((line) => /^# +\S/.test(line))
    ?.slice(1)
    .trim();
  if (title === undefined) return otherwise;
  const heading = / #+$/.test(title) ? title.slice(0, title.lastIndexOf(' ')).trimEnd() : title;
  return heading.replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1').replace(/[`*]|\\(?=[_<>])/g, '');
}

async function folders(root: string, parent: string): Promise<string[]> {
  if (!existsSync(join(root, parent))) return [];
  const entries = await readdir(join(root, parent), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** VitePress names a page's script by its path, with `_` for `/`; file systems fold more than case. */
function refuseClashes(pages: readonly Page[]): void {
  const taken = new Map<string, string>();
  for (const { source, path } of pages) {
    const key = fileKey(path.replaceAll('/', '_'));
    const other = taken.get(key);
    if (other !== undefined) {
      throw new SetupError('site_pages', `${other} and ${source} would be one page: rename one of them.`);
    }
    taken.set(key, source);
  }
}
