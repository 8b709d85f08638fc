import { printableLines, unicodeEscapes, withoutSourceMap } from '../shared/text.js';

/**
 * JSON for a file that people and tools read: what cannot be seen in it is an escape, so that it shows all that it says
 * (Trojan Source), and it names no source map. Parsed, it is the value.
 *
 * @param space by how much each level is indented; one line without it.
 */
export function jsonText(value: unknown, space?: number): string {
  return printableLines(withoutSourceMap(JSON.stringify(value, undefined, space), unicodeEscapes));
}
