import type { OpenApiDocument, Schema } from '../../openapi.js';
import { own, target } from './refs.js';

export interface DeclaredProperty {
  readonly schema: Schema;
  /** Whether the schema that declares it also requires it. */
  readonly required: boolean;
}

/** Finds a property in a schema, in what it references, and in what it is composed of. */
export function declaredProperty(
  document: OpenApiDocument,
  schema: Schema,
  name: string,
): DeclaredProperty | undefined {
  for (const declared of declaredProperties(document, schema, name)) return declared;
  return undefined;
}

/** All declarations of a property: an `allOf` may hold several. */
export function* declaredProperties(
  document: OpenApiDocument,
  schema: Schema,
  name: string,
  seen: Set<Schema> = new Set(),
): Generator<DeclaredProperty> {
  if (seen.has(schema)) return;
  seen.add(schema);
  const property = own(schema.properties, name);
  if (typeof property === 'object') yield { schema: property, required: schema.required?.includes(name) === true };
  const referenced = target(document, schema.$ref);
  if (referenced !== undefined) yield* declaredProperties(document, referenced, name, seen);
  for (const part of [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) {
    yield* declaredProperties(document, part, name, seen);
  }
}
