/*
 * Pages are read on GitHub and by VitePress, whose templates are Vue: there `{{ }}` is code even within backticks,
 * `{…}` sets attributes, and a comment can include files. So every brace and angle bracket that is not ours is
 * written as an entity, and code that holds such a one as HTML.
 */

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A character as an entity of HTML and Markdown. */
export function entity(character: string): string {
  return named[character] ?? `&#${character.codePointAt(0)};`;
}

/** What GitHub and VitePress make a link of though nothing says so: `//host`, `www.host`, `name@host`. */
const linked = String.raw`\/\/|(?:(?<=[\w.+-])|^)@(?=\w|$)|www\.(?=[^\s.])`;
const inText = new RegExp(String.raw`[\\${'`'}*_[\]|~#]|:::|[&<>{]|${linked}`, 'gi');
const inCode = new RegExp(String.raw`${linked}|[^\p{L}\p{N} .,/=?-]`, 'giu');

/** Text of one line in which nothing is Markdown, HTML, or a link. */
export function escapedText(line: string): string {
  return line.replaceAll(inText, (found) => {
    if (/^[\\`*_[\]|~#:]/.test(found)) return `\\${found}`;
    return found.length === 1 && found !== '@' ? entity(found) : unlinked(found);
  });
}

/** The content of `<code>`, where Markdown goes on: whatever is no letter or digit, and could be read, is an entity. */
export function escapedCode(line: string): string {
  return line.replaceAll(inCode, (found) =>
    found.length === 1 && found !== '@' ? entity(found) : unlinked(found),
  );
}

/** Inline code of one line: between backticks, or as HTML where they could not hold it. */
export function codeSource(line: string): string {
  if (/^[^`|\s]([^`|]*[^`|\s])?$/.test(line) && !/\{\{|<!--/.test(line)) return `\`${line}\``;
  return `<code>${escapedCode(line)}</code>`;
}

/** The characters of a link that is not to be one. Entities alone do not keep an `@` from GitHub. */
export function unlinked(found: string): string {
  if (found === '//') return '/&#47;';
  if (found === '@') return '<!-- -->@';
  return found.length === 4 ? `${found.slice(0, 3)}&#46;` : entity(found);
}

/** An address within the parentheses of a link: what could end it, or be a template, is percent-encoded. */
export function escapedAddress(url: string): string {
  return url
    .replaceAll(/["'`|{}\\*[\]()<>]/g, (found) => `%${found.codePointAt(0)!.toString(16).toUpperCase()}`)
    .replaceAll(/&(#?\w+;)/g, '&amp;$1');
}
