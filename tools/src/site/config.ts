import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slug } from 'github-slugger';
import type { DefaultTheme, UserConfig } from 'vitepress';
import { htmlText } from '../print/html.js';
import { readAsGitHub } from './markdown.js';
import { allPages, type SitePages } from './pages.js';
import { localSearch } from './search.js';
import { navigation, sidebars } from './sidebar.js';

/** What a build is told: written into the staged configuration, so nothing but JSON. */
export interface SiteInput {
  /** The repository: an absolute path. */
  readonly root: string;
  /** Where the site will be mounted; begins and ends with `/`. */
  readonly base: string;
  /** Absolute path of the folder to write. */
  readonly out: string;
  /** Where the repository is browsed. */
  readonly repositoryUrl: string;
}

/** The favicon, in the page itself: a browser asks for `/favicon.ico` otherwise, which no base path covers. */
const icon =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#3451b2"/>' +
      '<path d="M6 4 2.5 8 6 12M10 4l3.5 4-3.5 4" fill="none" stroke="#fff" stroke-width="1.6"/></svg>',
  );

const styles = [
  // Room for the tables of properties.
  '.VPDoc.has-aside .content-container.content-container { max-width: 860px }',
  // A long path or name wraps; it must not push the columns after it out of sight. Words of prose stay whole.
  '.vp-doc td, .vp-doc th { vertical-align: top; min-width: 7em }',
  '.vp-doc td:has(code) { min-width: 10em }',
  '.vp-doc td:is(:has(a), :has(code)):nth-child(-n + 2) { min-width: 12em }',
  '.vp-doc td code, .vp-doc td a { overflow-wrap: anywhere }',
  '.VPSidebarItem .text { overflow-wrap: anywhere }',
].join('\n');

/** The configuration of VitePress for our pages. */
export function siteConfig(input: SiteInput, site: SitePages): UserConfig<DefaultTheme.Config> {
  const { description } = JSON.parse(readFileSync(join(input.root, 'package.json'), 'utf8'));
  const bySource = new Map(allPages(site).map((page) => [page.source, page]));
  return {
    lang: 'en',
    title: site.home.title,
    // VitePress puts it into an attribute as it stands.
    description: htmlText(description),
    base: input.base,
    outDir: input.out,
    head: [
      ['link', { rel: 'icon', href: icon }],
      ['style', {}, styles],
    ],
    // Sidebars and the names of all scripts are one file then, not a part of every page.
    metaChunk: true,
    // Our own check of the built pages also knows fragments, and names the file to fix.
    ignoreDeadLinks: true,
    markdown: {
      // So that `page.md#a-heading` works here and on GitHub.
      anchor: { slugify: slug },
      // An extension that GitHub does not have: `{...}` stands for itself.
      attrs: { disable: true },
      config: (md) => readAsGitHub(md, { root: input.root, repositoryUrl: input.repositoryUrl, bySource }),
    },
    // Below an operation or a model, all sections have the same names.
    transformPageData: ({ relativePath, frontmatter }) =>
      /^packages\/[^/]+\/docs\//.test(relativePath)
        ? { frontmatter: { ...frontmatter, outline: 2 } }
        : undefined,
    themeConfig: {
      nav: navigation(site, input.repositoryUrl),
      sidebar: sidebars(site),
      outline: [2, 3],
      search: { provider: 'local', options: localSearch() },
    },
    vite: { logLevel: 'warn', build: { chunkSizeWarningLimit: 8192, reportCompressedSize: false } },
  };
}
