import { append } from '../../shared/append.js';
import type { Discriminator, OpenApiDocument, Schema } from '../openapi/document.js';
import { own, target } from '../openapi/refs.js';

/** What a schema says with all that it refers to and is composed of (`allOf`), on one level. */
export interface Shape {
  readonly types: ReadonlySet<string>;
  readonly nullable: boolean;
  /** Every declaration of a property; the first is the nearest. */
  readonly properties: ReadonlyMap<string, readonly Schema[]>;
  readonly required: ReadonlySet<string>;
  /** What properties may be beside the declared ones; `false` where the type has no others. */
  readonly others: boolean | Schema;
  /** The lists of `oneOf` and `anyOf`. */
  readonly options: readonly (readonly Schema[])[];
  readonly discriminator?: Discriminator;
  /** The schemas this was read from, the nearest first. */
  readonly parts: readonly Schema[];
}

const known = new WeakMap<Schema, Shape>();

/** What `true` and `false` say, which OpenAPI 3.1 takes for schemas: nothing that a page could show. */
const nothing: Schema = {};

export function shapeOf(document: OpenApiDocument, said: Schema | boolean): Shape {
  const schema = typeof said === 'object' ? said : nothing;
  const found = known.get(schema);
  if (found !== undefined) return found;
  const shape = read(document, schema);
  known.set(schema, shape);
  return shape;
}

function read(document: OpenApiDocument, schema: Schema): Shape {
  const found = new Set<Schema>();
  collect(document, schema, found);
  const parts = [...found];
  const properties = new Map<string, Schema[]>();
  for (const part of parts) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      if (typeof property !== 'object') continue;
      append(properties, name, property);
    }
  }
  const types = new Set(parts.flatMap(({ type }) => type ?? []));
  const nullable =
    types.delete('null') ||
    parts.some((part) => part.nullable === true || part.enum?.includes(null) === true);
  if (types.size === 0) for (const part of parts) for (const type of impliedTypes(part)) types.add(type);
  const discriminator = parts.find((part) => part.discriminator !== undefined)?.discriminator;
  return {
    types,
    nullable,
    properties,
    required: new Set(parts.flatMap((part) => part.required ?? [])),
    others: othersOf(parts, properties.size === 0),
    options: parts.flatMap((part) =>
      [part.oneOf, part.anyOf].filter((list) => list !== undefined && list.length > 0),
    ) as Schema[][],
    ...(discriminator === undefined ? {} : { discriminator }),
    parts,
  };
}

/** The first value that a schema, or what it stands for, has for a keyword. */
export function keyword<Key extends keyof Schema>({ parts }: Shape, key: Key): Schema[Key] | undefined {
  return parts.find((part) => own(part as Record<string, unknown>, key) !== undefined)?.[key];
}

function collect(document: OpenApiDocument, schema: Schema, parts: Set<Schema>): void {
  if (parts.has(schema)) return;
  parts.add(schema);
  const referenced = target(document, schema.$ref);
  if (referenced !== undefined) collect(document, referenced, parts);
  for (const part of schema.allOf ?? []) collect(document, part, parts);
}

function impliedTypes({ properties, additionalProperties, required, items, prefixItems }: Schema): string[] {
  if ([properties, additionalProperties, required].some((one) => one !== undefined)) return ['object'];
  return items === undefined && prefixItems === undefined ? [] : ['array'];
}

/** As the types print it: a schema with properties is closed unless it says otherwise. */
function othersOf(parts: readonly Schema[], isFree: boolean): boolean | Schema {
  const said = parts.map((part) => part.additionalProperties ?? part.unevaluatedProperties);
  return said.find((one) => one !== undefined && one !== false) ?? (isFree && !said.includes(false));
}
