import { type Code, sourceOf } from '../../print/code.js';
import { type Links, link } from './links.js';
import { text } from './markdown.js';

const tokens = /\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.)*'|\bruntime\.|[\p{ID_Start}$_][\p{ID_Continue}$]*(?!\??:)/gu;

/** A TypeScript type as Markdown of one line, with links to the models in it. */
export function typeLinks(printed: Code | string, { models }: Links): string {
  const type = typeof printed === 'string' ? printed : sourceOf(printed);
  const found: string[] = [];
  let last = 0;
  const plain = (end: number): void => {
    found.push(text(type.slice(last, end)));
  };
  for (const { 0: token, index } of type.matchAll(tokens)) {
    const file = models.get(token);
    const isNoise = token.startsWith('/*') || token === 'runtime.';
    if (file === undefined && !isNoise) continue;
    plain(index);
    if (file !== undefined) found.push(link(token, file));
    last = index + token.length;
  }
  plain(type.length);
  return found.join('').trim();
}
