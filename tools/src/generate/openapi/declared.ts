import type { Discriminator, OpenApiDocument, Schema } from './document.js';
import { mappedValues, own, refName, target } from './refs.js';
import { composedOf } from './slots.js';

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
  for (const part of composedOf(schema)) {
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
  return rawValues(settledProperty(document, schema, property))?.map(String);
}

/**
 * The values by which a discriminator means a member of its union, as the member's property has them: the keys of a
 * mapping are texts, the property may be a number or a boolean. Empty where mapping and schema disagree.
 */
export function meaningOf(
  document: OpenApiDocument,
  { propertyName, mapping }: Discriminator,
  member: Schema,
): readonly (string | number | boolean)[] {
  const name = refName(member.$ref);
  if (name === undefined || mapping === undefined) return [];
  const mapped = mappedValues(document, mapping).get(name) ?? [];
  const settled = settledProperty(document, member, propertyName);
  const own = rawValues(settled);
  if (own !== undefined) return own.filter((value) => mapped.includes(String(value)));
  const types = [settled?.type ?? []].flat();
  return mapped.map((text) => scalarOf(text, types)).filter((value) => value !== undefined);
}

/** A text as a value of one of the types; where nothing is said, it is text. */
function scalarOf(text: string, types: readonly string[]): string | number | boolean | undefined {
  if (types.length === 0 || types.includes('string')) return text;
  const number = Number(text);
  const isNumber = text.trim() !== '' && Number.isSafeInteger(number);
  if (isNumber && (types.includes('integer') || types.includes('number'))) return number;
  return types.includes('boolean') && /^(?:true|false)$/.test(text) ? text === 'true' : undefined;
}

function rawValues(schema: Schema | undefined): (string | number | boolean)[] | undefined {
  const values = schema?.const !== undefined ? [schema.const] : schema?.enum;
  return values?.filter((value) => ['string', 'number', 'boolean'].includes(typeof value)) as
    | (string | number | boolean)[]
    | undefined;
}
