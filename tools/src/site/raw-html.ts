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
 * Keeps the few harmless tags of raw HTML and escapes it otherwise: a page is compiled as a Vue template, and texts
 * in it can come from a stranger's API description.
 */
export function safeHtml(html: string): string {
  const shown = html.replace(/<!--.*?-->/gs, '');
  const tags = shown.match(/<[^>]*>?/g) ?? [];
  if (tags.every((one) => tag.test(one))) return shown;
  return shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
