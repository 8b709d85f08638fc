import { unprintable } from './code.js';

/**
 * A sentence with texts and numbers of a description in it: `` prose`The body, as ${mediaType}.` ``. It is not printed
 * yet: `commentLines` escapes it.
 *
 * @throws SpecError for a part of any other type.
 */
export function prose(texts: TemplateStringsArray, ...parts: readonly (string | number)[]): string {
  return texts.reduce((before, text, index) => before + shown(parts[index - 1]!) + text);
}

/** The JSON of a value that is no object and no list, but text as it is. @throws SpecError for any other value. */
export function shownScalar(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  return shown(value);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  throw unprintable('text or a finite number', value);
}
