import { htmlText } from '../print/html.js';

/** What Markdown files may use beside Markdown; the rest is shown as it is written. */
const allowed = [
  'a',
  'b',
  'br',
  'code',
  'details',
  'em',
  'hr',
  'i',
  'kbd',
  'p',
  'strong',
  'sub',
  'summary',
  'sup',
];
const attribute = String.raw`\s+(?:id|name|open|align)(?:="[^"<>]*")?`;
const tag = new RegExp(String.raw`^<\/?(?:${allowed.join('|')})(?:${attribute})*\s*\/?>$`, 'i');

/**
 * Keeps the few harmless tags of raw HTML, drops comments, and escapes all of it otherwise: a page is compiled as a Vue
 * template, and texts in it can come from a stranger's API description.
 */
export function safeHtml(html: string): string {
  let shown = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) break;
    shown += html.slice(at, open);
    const isComment = html.startsWith('<!--', open);
    const close = html.indexOf(isComment ? '-->' : '>', open + (isComment ? 4 : 1));
    if (close === -1) return htmlText(html);
    at = close + (isComment ? 3 : 1);
    if (isComment) continue;
    const one = html.slice(open, at);
    if (!tag.test(one)) return htmlText(html);
    shown += one;
  }
  return shown + html.slice(at);
}
