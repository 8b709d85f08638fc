import { tables } from '../../src/generate/openapi/object-types.js';
import type { Json } from './strict-document.js';

export type Path = readonly (string | number)[];

/** Where a document holds a text, or any value. */
export interface Place {
  readonly path: Path;
  /** `key`: the last step of the path is the name of a member, which is meant. */
  readonly kind: 'value' | 'key';
  /** The value; of a key, the key. */
  readonly value: Json;
}

/** Every member and element of a document, parents first, and every key of an object. */
export function placesOf(document: Json, path: Path = []): Place[] {
  if (typeof document !== 'object' || document === null) return [];
  const isList = Array.isArray(document);
  return Object.entries(document).flatMap(([key, value]): Place[] => {
    const inner = [...path, isList ? Number(key) : key];
    return [
      ...(isList ? [] : [{ path: inner, kind: 'key' as const, value: key }]),
      { path: inner, kind: 'value', value },
      ...placesOf(value, inner),
    ];
  });
}

/** Every place that holds a text: values that are one, and all keys. */
export function textPlacesOf(document: Json): Place[] {
  return placesOf(document).filter(({ value }) => typeof value === 'string');
}

/** A copy with another value at the path. */
export function withValue(document: Json, path: Path, value: Json): Json {
  return changed(document, path, (owner, key) => define(owner, key, value));
}

/** A copy in which the member is called otherwise; it stays where it was among its neighbours. */
export function withKey(document: Json, path: Path, name: string): Json {
  return changed(document, path, (owner, key) => {
    const members = Object.entries(owner);
    for (const [member] of members) delete (owner as Record<string, Json>)[member];
    for (const [member, value] of members) define(owner, member === key ? name : member, value as Json);
  });
}

/** A copy with one text in the place of another: the one place only. What refers to it, no longer does. */
export function withText(document: Json, { path, kind }: Place, text: string): Json {
  return kind === 'key' ? withKey(document, path, text) : withValue(document, path, text);
}

/**
 * A copy in which a name is another everywhere: as a key, as a value, as a step of a reference or of a JSON Pointer,
 * and in the braces of a template. So both ends of whatever refers to it change.
 */
export function renamed(document: Json, name: string, next: string): Json {
  if (typeof document === 'string') return renamedIn(document, name, next);
  if (Array.isArray(document)) return document.map((item) => renamed(item, name, next));
  if (typeof document !== 'object' || document === null) return document;
  const copy = {};
  for (const [key, value] of Object.entries(document))
    define(copy, renamedIn(key, name, next), renamed(value, name, next));
  return copy;
}

/** Words of the standard, which are no author's to choose: renamed everywhere they would leave nothing of a document. */
export function isKeyword(name: string): boolean {
  return keywords.has(name) || /^(x-[a-z-]+|\d.*|default)$/.test(name);
}

const values =
  'string integer number boolean object array null query header path cookie apiKey http oauth2 openIdConnect ' +
  'mutualTLS basic bearer form label matrix simple spaceDelimited pipeDelimited deepObject binary int64';

const keywords: ReadonlySet<string> = new Set([
  ...values.split(' '),
  ...Object.values(tables).flatMap((kinds) =>
    Object.values(kinds).flatMap(({ properties }) => Object.keys(properties)),
  ),
]);

function renamedIn(text: string, name: string, next: string): string {
  if (text === name) return next;
  if (/^(#|\/)/.test(text)) {
    return text
      .split('/')
      .map((step) => (step === name ? next.replaceAll('~', '~0').replaceAll('/', '~1') : step))
      .join('/')
      .split(`{${name}}`)
      .join(`{${next}}`);
  }
  return text.split(`{${name}}`).join(`{${next}}`);
}

function changed(document: Json, path: Path, change: (owner: object, key: string) => void): Json {
  const copy = structuredClone(document);
  const owner = path.slice(0, -1).reduce<Json>((node, key) => (node as Record<string, Json>)[key]!, copy);
  change(owner as object, String(path.at(-1)));
  return copy;
}

/** An own member, also where it is called `__proto__`. */
function define(owner: object, key: string, value: Json): void {
  Object.defineProperty(owner, key, { value, enumerable: true, writable: true, configurable: true });
}
