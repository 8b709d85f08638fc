import { deref } from '../openapi/declared.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { takesNull } from '../openapi/nulls.js';

/*
 * `properties` and `required` say nothing about values that are no objects (JSON Schema, section 6.5). Where no `type`
 * stands with them, what the rest of a schema allows is allowed. An interface takes objects only, so such values have to
 * be added to it.
 */

/** The members of a schema's union that are no objects. Of two unions a value would have to fit both: none. */
export function otherThanObjects(document: OpenApiDocument, { oneOf, anyOf, allOf }: Schema): Schema[] {
  if (oneOf !== undefined && anyOf !== undefined) return [];
  const members = (oneOf ?? anyOf ?? []).filter((member) => isNoObject(document, member));
  return (allOf ?? []).every((part) => isImplied(document, part)) ? members : [];
}

/** Whether a schema allows `null`, and one of its parts says so, but another one is printed as an interface. */
export function losesNull(document: OpenApiDocument, schema: Schema): boolean {
  const { type, allOf = [] } = schema;
  const isInterface = [schema, ...allOf].some(
    (part) => isImplied(document, part) && declares(document, part),
  );
  if (type !== undefined || !isInterface) return false;
  return takesNull(document, schema);
}

/** Whether no value of a schema is an object. */
function isNoObject(document: OpenApiDocument, said: Schema, seen = new Set<Schema>()): boolean {
  const schema = deref(document, said);
  if (typeof schema !== 'object' || seen.has(schema)) return false;
  const within = new Set([...seen, schema]);
  const isIt = (part: Schema): boolean => isNoObject(document, part, within);
  if (schema.type !== undefined) return ![schema.type].flat().includes('object');
  const values = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  if (values.length > 0) return values.every((value) => typeof value !== 'object' || value === null);
  const unions = [schema.oneOf ?? [], schema.anyOf ?? []].filter((members) => members.length > 0);
  return (schema.allOf ?? []).some(isIt) || unions.some((members) => members.every(isIt));
}

/** Whether a schema is an object by what it says of members, and not by a type. */
function isImplied(document: OpenApiDocument, said: Schema): boolean {
  return deref(document, said)?.type === undefined;
}

function declares(document: OpenApiDocument, said: Schema): boolean {
  const { properties, required, additionalProperties, patternProperties } = deref(document, said) ?? {};
  return [properties, required, additionalProperties, patternProperties].some((one) => one !== undefined);
}
