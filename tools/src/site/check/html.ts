import { withoutComments } from '../raw-html.js';

/** A start tag of a built page. */
export interface Tag {
  /** In lower case. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * The start tags of a page, without those that a script or a comment mentions. For what Vue prints, in which every
 * attribute's value is quoted; it is no parser for anybody's HTML.
 */
export function startTags(html: string): Tag[] {
  const shown = withoutComments(html).replace(
    /(<(?:script|style)\b[^<>]*>).*?(?:<\/(?:script|style)>|$)/gs,
    '$1',
  );
  return [...shown.matchAll(/<([a-z][a-z\d-]*)((?:\s+[^\s=<>"'/]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = '', attributes = '']) => ({
      name: name.toLowerCase(),
      attributes: readAttributes(attributes),
    }),
  );
}

function readAttributes(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/([^\s=<>"'/]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      unescaped(value),
    ]),
  );
}

function unescaped(value: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return value.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name]!);
}
