import { type Links, link } from './links.js';
import { text } from './markdown.js';

const tokens = /\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\]|\\.)*'?|\bruntime\.|[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** A TypeScript type as Markdown of one line, with links to the models in it. */
export function typeLinks(type: string, { models }: Links): string {
  const found: string[] = [];
  let last = 0;
  const plain = (end: number): void => {
    found.push(text(type.slice(last, end)));
  };
  for (const { 0: token, index } of type.matchAll(tokens)) {
    const end = index + token.length;
    const isMember = type[end] === ':' || type.startsWith('?:', end);
    const file = isMember ? undefined : models.get(token);
    const isNoise = token.startsWith('/*') || token === 'runtime.';
    if (file === undefined && !isNoise) continue;
    plain(index);
    if (file !== undefined) found.push(link(token, file));
    last = end;
  }
  plain(type.length);
  return found.join('').trim();
}
