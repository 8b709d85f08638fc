import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../providers.js';
import type { SiteInput } from './config.js';
import { allPages, type SitePages } from './pages.js';

/** Where the pages' pictures are. The site has them at the same path. */
const imageFolder = 'docs/images';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Lays the pages out as VitePress wants them: in a folder of their own, by their places in the site, with a
 * configuration. In `.cache/` of this repository, where imports of `vue` and `vitepress` are found.
 *
 * @returns the folder; the caller removes it.
 */
export async function stageSite(input: SiteInput, site: SitePages): Promise<string> {
  const cache = join(repositoryRoot, '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'site-source-'));
  for (const { source, path } of allPages(site)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(input.root, source), join(folder, path), { dereference: true });
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
  return folder;
}
