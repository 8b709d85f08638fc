import { type Code, sourceOf } from '../../print/code.js';
import { type Inline, inARow, markdownText } from '../../print/markdown.js';
import { type Links, link } from './links.js';

const tokens = /\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\]|\\.)*'?|\bruntime\.|[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** A TypeScript type as Markdown of one line, with links to the models in it. */
export function typeLinks(printed: Code | string, { models }: Links): Inline {
  const type = typeof printed === 'string' ? printed : sourceOf(printed);
  const found: Inline[] = [];
  let last = 0;
  for (const { 0: token, index } of type.matchAll(tokens)) {
    const end = index + token.length;
    // Before a colon it is the name of a member.
    const isMember = type[end] === ':' || type.startsWith('?:', end);
    const file = isMember ? undefined : models.get(token);
    const isNoise = token.startsWith('/*') || token === 'runtime.';
    if (file === undefined && !isNoise) continue;
    found.push(markdownText(type.slice(last, index)));
    if (file !== undefined) found.push(link(token, file));
    last = end;
  }
  found.push(markdownText(type.slice(last)));
  return inARow(found);
}
