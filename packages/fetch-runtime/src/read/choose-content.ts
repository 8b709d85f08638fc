import { essence, inRange, isHtml, isJson, isText } from '../media-type.js';
import type { Read } from '../operation.js';
import { text } from './text.js';

/** A media type of the description, and how it is read. */
export type Content = readonly [name: string, read: Read];

/** Whether a page is data here: HTML is described, or a range that holds it. */
export function takesPages(described: readonly Content[]): boolean {
  return described.some(([name]) => isHtml(name) || inRange('text/html', name));
}

/**
 * The content that a body is read as. By its label: the same media type, JSON by another name, a range, the narrower
 * first. A label that says nothing is that of the first. One that is not described is taken for wrong, where the body
 * can be what is described: text is text, JSON (its parser decides) or a file of text; anything else is a file, text
 * or JSON. A page can only be JSON that is called a page, where nothing but JSON is described.
 *
 * @param type the sent Content-Type, without parameters; not a media type where there is none.
 */
export function chooseContent(described: readonly Content[], type: string): Content | undefined {
  const first = (fits: (name: string, read: Read) => boolean): Content | undefined =>
    described.find((content) => fits(...content));
  const exact = type.includes('/') ? first((name) => essence(name) === type) : described[0];
  const labelled =
    exact ??
    (isJson(type) ? first(isJson) : undefined) ??
    first((name) => essence(name) !== '*/*' && inRange(type, name)) ??
    first((name) => inRange(type, name));
  if (labelled !== undefined) return labelled;
  if (isHtml(type)) return described.every(([name]) => isJson(name)) ? described[0] : undefined;
  const asText = first((_name, read) => read === text);
  const asFile = (fits: (name: string) => boolean): Content | undefined =>
    first((name, read) => read !== text && !isJson(name) && fits(name));
  return isText(type) || isJson(type)
    ? (asText ?? first(isJson) ?? asFile(isText))
    : (asFile(() => true) ?? asText ?? first(isJson));
}
