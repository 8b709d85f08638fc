import { visibleText } from '../shared/text.js';
import { textOf } from './piece.js';

const characters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Plain text as HTML, for what takes HTML: sidebars, menus and search results of the site. Good between tags and in a
 * quoted attribute.
 *
 * @throws SpecError for a value that is no text.
 */
export function htmlText(plain: string): string {
  return visibleText(textOf(plain)).replaceAll(/[&<>"']/g, (found) => characters[found]!);
}
