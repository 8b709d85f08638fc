import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../shared/failure.js';
import { repositoryRoot } from '../shared/providers.js';
import type { SiteInput } from './config.js';
import { checkPageText } from './page-text.js';
import { allPages, type SitePages } from './pages.js';

/** Where the pages' pictures are. The site has them at the same path. */
const imageFolder = 'docs/images';

const here = fileURLToPath(new URL('.', import.meta.url));

/** An empty folder for a site's sources, in `.cache/` of this repository; the caller removes it. */
export async function newStage(): Promise<string> {
  const cache = join(repositoryRoot, '.cache');
  await mkdir(cache, { recursive: true });
  return mkdtemp(join(cache, 'site-source-'));
}

/**
 * Lays the pages out as VitePress wants them: in a folder of their own, by their places in the site, with a
 * configuration. In `.cache/` of this repository, where imports of `vue` and `vitepress` are found.
 *
 * @param folder an empty one, of `newStage`.
 * @throws SetupError `site_page` for a page that would include a file, or that is a link out of the repository.
 */
export async function stageSite(folder: string, input: SiteInput, site: SitePages): Promise<void> {
  for (const { source, path } of allPages(site)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    const text = await readFile(await within(input.root, source), 'utf8');
    checkPageText(text, source);
    await writeFile(join(folder, path), text);
  }
  const images = join(input.root, imageFolder);
  if (existsSync(images)) await cp(images, join(folder, 'public', imageFolder), { recursive: true });
  await mkdir(join(folder, '.vitepress', 'theme'), { recursive: true });
  await writeFile(
    join(folder, '.vitepress', 'config.ts'),
    [
      `import { siteConfig } from ${JSON.stringify(join(here, 'config.ts'))};`,
      `import { findPages } from ${JSON.stringify(join(here, 'pages.ts'))};`,
      `const input = ${JSON.stringify(input)};`,
      'export default siteConfig(input, await findPages(input.root));',
    ].join('\n'),
  );
  // With the fonts of the reader's system.
  await writeFile(
    join(folder, '.vitepress', 'theme', 'index.ts'),
    "export { default } from 'vitepress/theme-without-fonts';\n",
  );
}

/** The file itself, which a symbolic link must not have outside of the repository. */
async function within(root: string, source: string): Promise<string> {
  const file = await realpath(join(root, source));
  if (file.startsWith((await realpath(root)) + sep)) return file;
  throw new SetupError(
    'site_page',
    `${source} is a link to a file outside of the repository: put the file there.`,
  );
}
