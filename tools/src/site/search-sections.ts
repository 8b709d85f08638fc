/** A part of a page that the search can find. */
export interface Section {
  /** The id of its heading. */
  readonly anchor: string;
  /** The headings it is under, its own last. */
  readonly titles: string[];
  readonly text: string;
}

const heading = /<h([1-6]) ([^<>]*)>(.*?)(?:<\/h[1-6]>|$)/gs;

const id = /\bid="([^"]*)"/;

/**
 * The sections of a rendered page. A page of a model is one, and one of an API class has one per operation: the
 * example, the parameters and the answers below it belong to it, or a search would list them all, for each operation.
 * Both are under their package, as two packages can have models of one name.
 *
 * @param path the page's place in the site.
 */
export function searchSections(path: string, html: string): Section[] {
  const [, folder, file = ''] = /packages\/([^/]+)\/docs\/([^/]+)$/.exec(path) ?? [];
  const deepest = folder === undefined ? 3 : /(?:^index|Api)\.md$/.test(file) ? 2 : 1;
  const found = [...html.matchAll(heading)].filter(
    ([, level, attributes = '']) => Number(level) <= deepest && id.test(attributes),
  );
  const above: string[] = [];
  return found.map((match, index) => {
    const [all, level, attributes = '', content = ''] = match;
    above.length = Number(level) - 1;
    above[Number(level) - 1] = plainText(content.replace(/<a class="header-anchor".*?(?:<\/a>|$)/s, ''));
    const end = found[index + 1]?.index ?? html.length;
    return {
      anchor: id.exec(attributes)![1]!,
      titles: [folder, ...above].filter((title) => title !== undefined),
      text: plainText(html.slice(match.index + all.length, end)),
    };
  });
}

function plainText(html: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&', nbsp: ' ' };
  return html
    .replace(/<[^>]*(?:>|$)/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp|nbsp);/g, (_, name: string) => characters[name]!)
    .replace(/\s+/g, ' ')
    .trim();
}
