import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vitepress';
import { SetupError } from '../shared/failure.js';
import { readManifest } from '../shared/package-manifest.js';
import { checkSite } from './check-site.js';
import type { SiteInput } from './config.js';
import { allPages, findPages, type SitePages } from './pages.js';
import { newStage, stageSite } from './stage.js';

/**
 * Builds the site of all packages, guides and API pages, and checks it.
 *
 * @param target where it goes and will be mounted. What is in `out` is replaced.
 * @returns how many pages it has.
 * @throws SetupError when the pages cannot be found or read, or a link leads nowhere.
 */
export async function buildSite(target: Pick<SiteInput, 'root' | 'base' | 'out'>): Promise<number> {
  const site = await findPages(target.root);
  const input = { ...target, repositoryUrl: repositoryUrl(target.root, site) };
  const found = existsSync(input.out) ? await readdir(input.out) : [];
  if (found.length > 0 && !found.includes('404.html')) {
    throw new SetupError(
      'site_out',
      'The folder of --out holds something else than a site; choose an empty one or a new one.',
    );
  }
  const staged = await newStage();
  try {
    await stageSite(staged, input, site);
    await build(staged);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const { message } = error as Error;
    throw new SetupError('site_build', `VitePress cannot build the site: ${message.replaceAll(staged, '')}`, {
      cause: error,
    });
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  const pages = allPages(site);
  const sources = new Map(pages.map(({ source, path }) => [path.replace(/\.md$/, '.html'), source]));
  const problems = await checkSite({ ...input, folder: input.out, sources });
  if (problems.length > 0) {
    throw new SetupError(
      'site_links',
      `${problems.join('\n')}\n${problems.length} to mend in the Markdown files.`,
    );
  }
  return pages.length;
}

/** The `repository` of the root's package.json, or else of the first package that names one. */
function repositoryUrl(root: string, { packages }: SitePages): string {
  for (const folder of ['.', ...packages.map((one) => `packages/${one.folder}`)]) {
    const url = readManifest(join(root, folder)).repository?.url;
    if (url !== undefined) return url.replace(/^git\+/, '').replace(/\.git$/, '');
  }
  throw new SetupError(
    'site_pages',
    'No package.json names a "repository": links to sources have no target.',
  );
}
