import type { Schema } from './document.js';
import { isObject } from './json.js';

/** A schema and the place it stands in. */
export interface Slot {
  readonly schema: Schema;
  replace(next: Schema): void;
}

/** A schema directly within another one: `properties` has keys, `items` has the key `''`. */
export interface ChildSlot extends Slot {
  readonly keyword: string;
  readonly key: string;
}

/** The keywords that hold schemas, and whether they hold one or a list or record of several. */
const keywords: ReadonlyMap<string, 'one' | 'several'> = new Map([
  ...['items', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'].map(one),
  ...['not', 'if', 'then', 'else'].map(one),
  ...[
    'allOf',
    'oneOf',
    'anyOf',
    'prefixItems',
    'properties',
    'patternProperties',
    '$defs',
    'definitions',
  ].map(several),
]);

function one(keyword: string): [string, 'one'] {
  return [keyword, 'one'];
}

function several(keyword: string): [string, 'several'] {
  return [keyword, 'several'];
}

/** A slot for `holder[key]`, if that holds a schema object (not a boolean schema). */
export function slot(holder: object, key: string): Slot | undefined {
  const place = holder as Record<string, unknown>;
  const schema = Object.hasOwn(place, key) ? place[key] : undefined;
  if (!isSchema(schema)) return undefined;
  return {
    schema,
    replace: (next) => {
      place[key] = next;
    },
  };
}

/** The schemas directly within a schema, in the order of the document. */
export function* children(schema: Schema): Generator<ChildSlot> {
  for (const [keyword, holder, key] of places(schema)) {
    const found = slot(holder, key);
    if (found !== undefined) yield { ...found, keyword, key: holder === schema ? '' : key };
  }
}

/** The schemas that a schema is composed of, references not followed. */
export function composedOf({ allOf = [], oneOf = [], anyOf = [] }: Schema): Schema[] {
  return [...allOf, ...oneOf, ...anyOf];
}

/** A schema and everything inside it, references not followed. */
export function within(schema: Schema): Schema[] {
  const found = [schema];
  for (const next of found) {
    for (const [, holder, key] of places(next)) {
      const child = (holder as Record<string, unknown>)[key];
      if (isSchema(child)) found.push(child);
    }
  }
  return found;
}

function places(schema: Schema): [keyword: string, holder: object, key: string][] {
  const found: [string, object, string][] = [];
  for (const keyword of Object.keys(schema)) {
    const kind = keywords.get(keyword);
    if (kind === undefined) continue;
    const value = (schema as Record<string, unknown>)[keyword];
    if (kind === 'one') found.push([keyword, schema, keyword]);
    else if (typeof value === 'object' && value !== null)
      for (const key of Object.keys(value)) found.push([keyword, value, key]);
  }
  return found;
}

function isSchema(value: unknown): value is Schema {
  return isObject(value);
}
