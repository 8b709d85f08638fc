/*
 * A process of its own, as VitePress is an ES module that jest does not load: takes the pages of a client and tells what
 * is on them. They are rendered by VitePress, without the locks of our site, and by a plain reader of GitHub's Markdown.
 */
import { createRequire } from 'node:module';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { createMarkdownRenderer } from 'vitepress';
import { htmlText } from '../../src/print/html.js';
import { hasUnseen } from '../../src/shared/text.js';
import { checkPageText, checkRendered } from '../../src/site/page-text.js';
import { searchSections } from '../../src/site/search-sections.js';

/** What is on some pages, for all that a reader can do with it. */
export interface Rendered {
  /** `reader element attribute="value"`, values of ids, links and labels left out. */
  readonly elements: readonly string[];
  /** Where links and whatever else loads lead. */
  readonly targets: readonly string[];
  /** What may be on no page. */
  readonly problems: readonly string[];
}

/** As far as it is looked at: https://github.com/vuejs/core/blob/main/packages/compiler-core/src/ast.ts */
interface TemplateNode {
  readonly type: number;
  readonly name?: string;
  readonly loc: { readonly source: string };
  readonly props?: readonly TemplateNode[];
  readonly children?: readonly TemplateNode[];
}

const vue: { parse(html: string): TemplateNode } = createRequire(import.meta.resolve('vitepress'))(
  '@vue/compiler-dom',
);
const [interpolation, directive] = [5, 7];

type Node = DefaultTreeAdapterMap['node'];
/** Any of the languages that are only shown in colours is as good as another. */
const coloured = /\blanguage-(?!mermaid|geojson|topojson|stl|math|vue)[a-z]+\b/;

type Found = { elements: Set<string>; targets: Set<string>; problems: Set<string> };

const md = await createMarkdownRenderer(
  process.cwd(),
  // Colours take most of the time, and come after the text is escaped.
  {
    highlight: (text, language) =>
      `<pre${/-vue(?=:|$)/.test(language) ? '' : ' v-pre'}><code>${htmlText(text)}</code></pre>`,
  },
  '/',
  { warn: () => {}, error: () => {}, info: () => {} } as never,
);
const known = new Map<string, Rendered>();

process.on('message', ({ id, pages }: { id: number; pages: Readonly<Record<string, string>> }) => {
  const rendered = Object.entries(pages).map(([name, text]) => {
    const found = known.get(text) ?? read(name, text);
    if (known.size < 200) known.set(text, found);
    return found;
  });
  const all = (key: keyof Rendered): string[] => [...new Set(rendered.flatMap((one) => one[key]))];
  process.send!({
    id,
    rendered: { elements: all('elements'), targets: all('targets'), problems: all('problems') },
  });
});
process.send!('ready');

function read(name: string, text: string): Rendered {
  const found: Found = { elements: new Set(), targets: new Set(), problems: new Set() };
  const html = md.render(text, { path: name, relativePath: name, cleanUrls: false });
  visit(parseFragment(html), 'vitepress', found);
  visitTemplate(vue.parse(html), found);
  const plain = micromark(text, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  visit(parseFragment(plain), 'github', found);
  for (const { titles } of searchSections(`packages/x/docs/${name}`, html)) {
    for (const title of titles) {
      const isText = parseFragment(title).childNodes.every(({ nodeName }) => nodeName === '#text');
      if (!isText) found.problems.add(`a title of the search that is HTML: ${title}`);
    }
  }
  for (const check of [() => checkPageText(text, name), () => checkRendered(html, name)]) {
    try {
      check();
    } catch (error) {
      found.problems.add((error as Error).message);
    }
  }
  return { elements: [...found.elements], targets: [...found.targets], problems: [...found.problems] };
}

function visit(node: Node, reader: string, found: Found): void {
  if (node.nodeName === '#text') {
    const { value } = node as DefaultTreeAdapterMap['textNode'];
    if (hasUnseen(value.replaceAll(/[\n\u200b]/g, '')))
      found.problems.add(`unseen: ${JSON.stringify(value)}`);
  }
  if ('attrs' in node) {
    const shown = node.attrs.map(({ name, value }) => {
      if (['href', 'src', 'action', 'data', 'srcset'].includes(name)) found.targets.add(`${reader} ${value}`);
      if (!['class', 'style', 'align', 'tabindex', 'rel', 'target'].includes(name)) return name;
      return `${name}="${value.replace(coloured, 'language-…')}"`;
    });
    found.elements.add([reader, node.nodeName, ...shown.sort()].join(' '));
  }
  for (const child of 'childNodes' in node ? node.childNodes : []) visit(child, reader, found);
}

/** What Vue would run or bind. The site takes all of a page for text; here what VitePress marks so itself is. */
function visitTemplate(node: TemplateNode, found: Found): void {
  if (node.type === interpolation) found.problems.add(`a template: ${node.loc.source}`);
  for (const { type, name, loc } of node.props ?? []) {
    if (type === directive && name !== 'pre') found.problems.add(`a directive: ${loc.source}`);
  }
  for (const child of node.children ?? []) visitTemplate(child, found);
}
