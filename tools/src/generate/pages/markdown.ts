import { comment, page as printedPage } from '../../print/blocks.js';
import type { Block } from '../../print/markdown.js';

/** What stands on top of every page. */
const docsHeader = comment`Generated from the specification of this package. Do not edit: change specs/ or tools/src/generate/pages
     and run \`npm run generate\`.`;

/** A part of a page that people write. */
export function fragment(part: Block): string {
  return printedPage(part, []);
}

/** A page: its parts with an empty line between them; parts without text are left out. */
export function page(parts: readonly Block[]): string {
  return printedPage(docsHeader, parts);
}
