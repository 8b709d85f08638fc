import { deref } from './declared.js';
import type { OpenApiDocument, Schema } from './document.js';
import { composedOf } from './slots.js';

/** Whether a schema says of `null` that it is a value of it: what says nothing at all does not count. */
export function takesNull(document: OpenApiDocument, schema: Schema): boolean {
  return namesNull(document, schema) && allowsNull(document, schema);
}

function allowsNull(document: OpenApiDocument, said: Schema, seen = new Set<Schema>()): boolean {
  const schema = deref(document, said);
  if (typeof schema !== 'object' || seen.has(schema)) return true;
  const within = new Set([...seen, schema]);
  const does = (part: Schema): boolean => allowsNull(document, part, within);
  if (schema.nullable === true) return true;
  if (schema.type !== undefined && ![schema.type].flat().includes('null')) return false;
  const values = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  if (values.length > 0 && !values.includes(null)) return false;
  const unions = [schema.oneOf ?? [], schema.anyOf ?? []].filter((members) => members.length > 0);
  return (schema.allOf ?? []).every(does) && unions.every((members) => members.some(does));
}

function namesNull(document: OpenApiDocument, said: Schema, seen = new Set<Schema>()): boolean {
  const schema = deref(document, said);
  if (typeof schema !== 'object' || seen.has(schema)) return false;
  const within = new Set([...seen, schema]);
  const { type, nullable } = schema;
  if (nullable === true || [type].flat().includes('null')) return true;
  if (schema.const === null || schema.enum?.includes(null) === true) return true;
  return composedOf(schema).some((part) => namesNull(document, part, within));
}
