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

/** One `-->` is looked for from each `<!--` on: an expression would start at every `<!--` that has none. */
export function withoutComments(html: string): string {
  const shown: string[] = [];
  for (let from = 0; ; ) {
    const start = html.indexOf('<!--', from);
    const end = start === -1 ? -1 : html.indexOf('-->', start);
    if (end === -1) return shown.join('') + html.slice(from);
    shown.push(html.slice(from, start));
    from = end + 3;
  }
}

/**
 * Keeps the few harmless tags of raw HTML and escapes it otherwise: a page is compiled as a Vue template, and texts
 * in it can come from a stranger's API description.
 */
export function safeHtml(html: string): string {
  const shown = withoutComments(html);
  const tags = shown.match(/<[^>]*>?/g) ?? [];
  if (tags.every((one) => tag.test(one))) return shown;
  return shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
