import type { OpenApiDocument, Schema } from './document.js';
import { own, target } from './refs.js';

export interface DeclaredProperty {
  readonly schema: Schema;
  /** Whether the schema that declares it also requires it. */
  readonly required: boolean;
}

/** The schema that a chain of references ends at. */
export function deref(document: OpenApiDocument, schema: Schema | undefined): Schema | undefined {
  let end = schema;
  while (end?.$ref !== undefined) end = target(document, end.$ref);
  return end;
}

/** The declarations of a property in a schema, in what it refers to and in what it is composed of. */
export function* declaredProperties(
  document: OpenApiDocument,
  schema: Schema,
  name: string,
  seen: Set<Schema> = new Set(),
): Generator<DeclaredProperty> {
  if (seen.has(schema)) return;
  seen.add(schema);
  const property = own(schema.properties, name);
  if (typeof property === 'object')
    yield { schema: property, required: schema.required?.includes(name) === true };
  const referenced = target(document, schema.$ref);
  if (referenced !== undefined) yield* declaredProperties(document, referenced, name, seen);
  for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) {
    yield* declaredProperties(document, part, name, seen);
  }
}

/** What describes a property in the end: references and wrappers of one reference followed. */
export function settledProperty(document: OpenApiDocument, schema: Schema, name: string): Schema | undefined {
  const [first] = declaredProperties(document, schema, name);
  let settled = first?.schema;
  while (settled?.$ref !== undefined || settled?.allOf?.length === 1) {
    settled = settled.$ref !== undefined ? target(document, settled.$ref) : settled.allOf?.[0];
  }
  return settled;
}

/** The values a schema's enum or const allows for a property; `undefined` where it does not say. */
export function ownValues(document: OpenApiDocument, schema: Schema, property: string): string[] | undefined {
  const settled = settledProperty(document, schema, property);
  const values = settled?.const !== undefined ? [settled.const] : settled?.enum;
  return values?.filter((value) => value !== null).map(String);
}
