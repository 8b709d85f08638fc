import type { MarkdownRenderer } from 'vitepress';
import { type LinkTargets, siteHref, siteImage } from './links.js';
import { checkRendered } from './page-text.js';
import { safeHtml } from './raw-html.js';

/** The boxes of VitePress that begin with `:::`. */
const containers = ['tip', 'info', 'warning', 'danger', 'details', 'v-pre', 'raw', 'code-group'];

/**
 * Makes VitePress read our Markdown as GitHub does: links between files, raw HTML, and no `{{ }}` or `<<<`.
 *
 * @param md VitePress's own markdown-it.
 */
export function readAsGitHub(md: MarkdownRenderer, targets: LinkTargets): void {
  const byPath = new Map([...targets.bySource.values()].map((page) => [page.path, page]));
  // `<<<` includes a file of the machine; `[[toc]]` and `:::` are text on GitHub.
  md.block.ruler.disable(['snippet', 'toc', ...containers.map((name) => `container_${name}`)]);
  // `:name:` stands for itself on GitHub. With no emoji defined, the rule would print "undefined" for an empty text.
  md.core.ruler.disable('emoji');
  md.core.ruler.push('repository_links', ({ tokens, env }) => {
    const from = byPath.get(env.relativePath);
    if (from === undefined) return;
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      const src = token.type === 'image' ? token.attrGet('src') : null;
      if (href !== null) token.attrSet('href', siteHref(href, from, targets));
      if (src !== null) token.attrSet('src', siteImage(src, from));
    }
  });
  md.core.ruler.push('safe_html', ({ tokens }) => {
    for (const token of tokens.flatMap((one) => [one, ...(one.children ?? [])])) {
      if (token.type === 'html_block' || token.type === 'html_inline')
        token.content = safeHtml(token.content);
    }
  });
  const { fence } = md.renderer.rules;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    const html = fence!(tokens, index, options, env, self);
    if (token.info.trim() !== 'mermaid') return html;
    return `<details><summary>Diagram, as Mermaid source</summary>\n${html}</details>\n`;
  };
  const render = md.render.bind(md);
  // Vue takes what is inside as it stands: {{ }} too.
  md.render = (source, env) => {
    const html = render(source, env);
    checkRendered(html, byPath.get(env.relativePath)?.source ?? 'A page');
    return `<div v-pre>\n${html}</div>\n`;
  };
}
