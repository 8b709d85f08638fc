import { basename } from 'node:path/posix';
import type { DefaultTheme } from 'vitepress';
import { htmlText } from '../print/html.js';
import type { PackagePages, Page, SitePages } from './pages.js';

type Item = DefaultTheme.SidebarItem;

/**
 * The sidebars, whose texts the theme takes for HTML: a package's pages show its classes and models, all others the overview. Each page's HTML holds the
 * whole sidebar, so that one for everything would make the site grow with the square of its pages.
 */
export function sidebars(site: SitePages): DefaultTheme.SidebarMulti {
  const common = (collapsed: boolean): Item[] => [
    {
      text: 'Packages',
      collapsed,
      items: site.packages.map(({ name, readme }) => ({ text: htmlText(name), link: link(readme) })),
    },
    ...[...site.groups].map(([folder, pages]) => group(capitalised(folder), pages, collapsed)),
    group('Project', site.project, collapsed),
  ];
  return Object.fromEntries([
    ...site.packages.map((one) => [`/packages/${one.folder}/`, [packageGroup(one), ...common(true)]]),
    ['/', [{ text: 'Overview', link: '/' }, ...common(false)]],
  ]);
}

/** The bar at the top. */
export function navigation(site: SitePages, repositoryUrl: string): DefaultTheme.NavItem[] {
  return [
    {
      text: 'Packages',
      items: site.packages.map(({ name, readme }) => ({ text: htmlText(name), link: link(readme) })),
    },
    ...[...site.groups].map(([folder, pages]) => ({
      text: capitalised(folder),
      link: link(pages[0]!),
      activeMatch: `^/docs/${folder}/`,
    })),
    { text: 'GitHub', link: repositoryUrl },
  ];
}

function packageGroup({ name, readme, changelog, reference, apis, models }: PackagePages): Item {
  const pages: Item[] = [{ text: 'Read me', link: link(readme) }];
  if (reference !== undefined) pages.push({ text: 'All operations', link: link(reference) });
  if (apis.length > 0) pages.push(named('API classes', apis, false));
  if (models.length > 0) pages.push(named(reference === undefined ? 'More' : 'Models', models, true));
  if (changelog !== undefined) pages.push({ text: 'Changes', link: link(changelog) });
  return { text: htmlText(name), items: pages };
}

function group(text: string, pages: readonly Page[], collapsed: boolean): Item {
  return { text, collapsed, items: pages.map((page) => ({ text: htmlText(page.title), link: link(page) })) };
}

/** Pages that are called as what they describe. */
function named(text: string, pages: readonly Page[], collapsed: boolean): Item {
  return {
    text,
    collapsed,
    items: pages.map((page) => ({ text: htmlText(basename(page.path, '.md')), link: link(page) })),
  };
}

function link({ path }: Page): string {
  return `/${path.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`;
}

function capitalised(word: string): string {
  return htmlText(word.charAt(0).toUpperCase() + word.slice(1));
}
