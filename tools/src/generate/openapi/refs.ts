import { append } from '../../shared/append.js';
import type { OpenApiDocument, Schema } from './document.js';
import { escapeKey, unescapeKey } from './json.js';

const prefix = '#/components/schemas/';

/** The reference to a component schema. RFC 6901 escapes the name. */
export function schemaRef(name: string): string {
  return prefix + escapeKey(name);
}

/** The component a reference names; `undefined` for any other reference (RFC 6901, RFC 3986 section 2.1). */
export function refName(ref: string | undefined): string | undefined {
  if (ref === undefined || !ref.startsWith(prefix)) return undefined;
  const name = ref.slice(prefix.length);
  return name.includes('/') ? undefined : unescapeSegment(name);
}

/** One segment of a JSON pointer in a URI fragment, decoded. */
export function unescapeSegment(segment: string): string {
  let text = segment;
  try {
    text = decodeURIComponent(segment);
  } catch {
    // A stray percent sign: the author wrote the name unencoded.
  }
  return unescapeKey(text);
}

/** `record[key]`, without what objects inherit: a schema or property may be called `constructor`. */
export function own<Value>(record: Record<string, Value> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The component schema a reference leads to, one step. */
export function target(document: OpenApiDocument, ref: string | undefined): Schema | undefined {
  const name = refName(ref);
  return name === undefined ? undefined : own(document.components?.schemas, name);
}

/** The component a discriminator's mapping value means: a reference, or a bare schema name. */
export function mappedName(document: OpenApiDocument, value: string): string | undefined {
  const name = refName(value) ?? value;
  return own(document.components?.schemas, name) === undefined ? undefined : name;
}

/** The values of a discriminator's mapping, by the component that they mean. */
export function mappedValues(
  document: OpenApiDocument,
  mapping: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly string[]> {
  const found = known.get(mapping);
  if (found !== undefined) return found;
  const values = new Map<string, string[]>();
  for (const [value, reference] of Object.entries(mapping)) {
    const name = mappedName(document, reference);
    if (name === undefined) continue;
    append(values, name, value);
  }
  known.set(mapping, values);
  return values;
}

/** The members of a union, each schema that has a name once. */
export function distinctMembers(members: readonly Schema[]): Schema[] {
  const seen = new Set<string>();
  return members.filter(({ $ref }) => {
    const name = refName($ref);
    if (name === undefined) return true;
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
}

/** Each member of a union asks for its own; a mapping is not changed once types and pages are printed. */
const known = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** Whether the document follows JSON Schema 2020-12 (OpenAPI 3.1 and later) instead of the 3.0 dialect. */
export function isJsonSchema(document: OpenApiDocument): boolean {
  return !document.openapi.startsWith('3.0');
}

/** Points the references within one schema (and its discriminators) to other components. */
export function renameRefs(
  document: OpenApiDocument,
  schema: Schema,
  rename: (name: string) => string,
): void {
  const name = refName(schema.$ref);
  if (name !== undefined) schema.$ref = schemaRef(rename(name));
  const mapping = schema.discriminator?.mapping ?? {};
  for (const [value, reference] of Object.entries(mapping)) {
    const mapped = mappedName(document, reference);
    if (mapped !== undefined) mapping[value] = schemaRef(rename(mapped));
  }
}
