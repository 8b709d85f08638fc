import { deref } from '../openapi/declared.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { composedOf } from '../openapi/slots.js';

/**
 * Whether values of a schema are primitives, or lists or objects of primitives, which the styles of OpenAPI can write.
 * `false` also where the schema does not say.
 */
export function isFlat(
  document: OpenApiDocument,
  said: Schema | boolean,
  seen: ReadonlySet<Schema> = new Set(),
): boolean {
  const schema = typeof said === 'object' ? deref(document, said) : undefined;
  if (schema === undefined || seen.has(schema)) return said === false;
  if (isScalar(document, schema)) return true;
  const within = new Set([...seen, schema]);
  const parts = composedOf(schema);
  const isOwn = parts.length > 0 && schema.type === undefined && schema.properties === undefined;
  return (isOwn || holdsScalars(document, schema)) && parts.every((part) => isFlat(document, part, within));
}

/** Whether values of a schema are primitives only. `false` also where the schema does not say. */
export function isScalar(
  document: OpenApiDocument,
  said: Schema | boolean,
  seen: ReadonlySet<Schema> = new Set(),
): boolean {
  const schema = typeof said === 'object' ? deref(document, said) : undefined;
  if (schema === undefined || seen.has(schema)) return said === false;
  const types = [schema.type ?? []].flat();
  if (types.length > 0) return types.every((type) => type !== 'object' && type !== 'array');
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values !== undefined) return values.every((value) => typeof value !== 'object' || value === null);
  const within = new Set([...seen, schema]);
  const isIt = (part: Schema): boolean => isScalar(document, part, within);
  const unions = [schema.oneOf ?? [], schema.anyOf ?? []].filter((members) => members.length > 0);
  return (schema.allOf ?? []).some(isIt) || unions.some((members) => members.every(isIt));
}

/** Of a list or an object: whether everything that it can hold is described, and is a primitive. */
function holdsScalars(document: OpenApiDocument, schema: Schema): boolean {
  const { properties = {}, patternProperties = {}, additionalProperties: others = false } = schema;
  const types = [schema.type ?? (schema.properties === undefined ? [] : 'object')].flat();
  const members = [...Object.values(properties), ...Object.values(patternProperties), others];
  // An object that declares nothing can hold anything.
  const isFree = types.includes('object') && members.every((member) => member === false);
  const held = [
    ...(types.includes('object') ? members : []),
    ...(types.includes('array') ? [schema.items ?? true, ...(schema.prefixItems ?? [])] : []),
  ];
  return types.length > 0 && !isFree && held.every((member) => isScalar(document, member));
}
