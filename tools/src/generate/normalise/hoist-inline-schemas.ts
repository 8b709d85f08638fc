import { NameSet } from '../../print/free-names.js';
import { pascalCase } from '../../print/words.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { isJsonSchema, schemaRef } from '../openapi/refs.js';
import { roots, type TypeNamesOfOperations } from '../openapi/roots.js';
import { children, type Slot } from '../openapi/slots.js';
import { childName } from './schema-names.js';
import type { Transform } from './transform.js';

/** Keywords that speak about the place, not the type: they stay where the schema stood. */
const placeKeywords = ['deprecated', 'readOnly', 'writeOnly', 'default'] as const;

/**
 * Gives inline objects with properties, enums of several values and unions of several members a component of
 * their own, named by where they stand: `GetUserResponse`, `UserAddress`, `UserTagsItem`. Equal ones are never
 * merged: a change of one must not rename the other. Primitives, arrays and maps stay inline.
 *
 * @param operations what the types of the operations are called.
 */
export function hoistInlineSchemas(operations: TypeNamesOfOperations): Transform {
  return {
    name: 'hoist-inline-schemas',
    apply(document, report) {
      const schemas = document.components?.schemas ?? {};
      const names = new NameSet(Object.keys(schemas));
      const hoisted: Record<string, Schema> = {};
      const visit = (slot: Slot, name: string): void => {
        const schema = slot.schema;
        if (schema.$ref !== undefined) return;
        const named = deservesName(schema);
        const component = named ? names.take(name) : name;
        if (named) {
          slot.replace(extract(document, schema, component));
          hoisted[component] = schema;
          report(`${component} was inline`);
        }
        visitChildren(schema, component, named);
      };
      const visitChildren = (schema: Schema, name: string, named: boolean): void => {
        for (const child of children(schema)) {
          if (['not', 'if', 'then', 'else', 'propertyNames'].includes(child.keyword)) continue;
          const only = !named && isOnlyMember(schema, child.keyword);
          const childsName = only ? name : childName(name, child.keyword, child.key);
          // A part shares members with its siblings, so it is no type of its own.
          if (isPart(schema, child.keyword) && !only) visitChildren(child.schema, childsName, named);
          else visit(child, childsName);
        }
      };
      for (const [name, schema] of Object.entries(schemas)) visitChildren(schema, pascalCase(name), true);
      for (const root of roots(document, operations)) {
        if (root.place !== 'header') visit(root, root.name);
      }
      if (Object.keys(hoisted).length === 0) return;
      document.components = { ...document.components, schemas: { ...schemas, ...hoisted } };
    },
  };
}

function deservesName(schema: Schema): boolean {
  const values = (schema.enum ?? []).filter((value) => value !== null);
  return (
    Object.keys(schema.properties ?? {}).length > 0 ||
    (values.length > 1 && values.some((value) => typeof value !== 'boolean')) ||
    nonNull(schema.oneOf).length > 1 ||
    nonNull(schema.anyOf).length > 1 ||
    (schema.allOf ?? []).length > 1
  );
}

/** The one thing a wrapper such as `oneOf: [X, null]` is about: it takes the wrapper's name. */
function isOnlyMember(schema: Schema, keyword: string): boolean {
  if (keyword !== 'allOf' && keyword !== 'oneOf' && keyword !== 'anyOf') return false;
  return schema.properties === undefined && nonNull(schema[keyword]).length === 1;
}

function isPart(schema: Schema, keyword: string): boolean {
  const composed = schema.properties !== undefined || schema.allOf !== undefined;
  return keyword === 'allOf' || ((keyword === 'oneOf' || keyword === 'anyOf') && composed);
}

function nonNull(members: readonly Schema[] | undefined): Schema[] {
  return (members ?? []).filter((member) => member.type !== 'null');
}

/** Turns the schema into a component (not nullable) and returns what stands in its place. */
function extract(document: OpenApiDocument, schema: Schema, name: string): Schema {
  const { description } = schema;
  const nullable = removeNull(schema);
  const kept: Schema = {};
  for (const keyword of placeKeywords) {
    if (!Object.hasOwn(schema, keyword)) continue;
    Object.assign(kept, { [keyword]: schema[keyword] });
    delete schema[keyword];
  }
  const docs = description === undefined ? {} : { description };
  const reference: Schema = { $ref: schemaRef(name) };
  if (nullable && isJsonSchema(document)) return { anyOf: [reference, { type: 'null' }], ...docs, ...kept };
  if (nullable) return { allOf: [reference], nullable: true, ...docs, ...kept };
  return Object.keys(kept).length === 0
    ? { ...reference, ...docs }
    : { allOf: [reference], ...docs, ...kept };
}

/** Takes null out of a schema and tells whether it was in: the component is the type, its user may allow null. */
function removeNull(schema: Schema): boolean {
  let found = schema.nullable === true;
  delete schema.nullable;
  if (Array.isArray(schema.type) && schema.type.includes('null')) {
    found = true;
    const types = schema.type.filter((type) => type !== 'null');
    schema.type = types.length === 1 ? types[0]! : types;
  }
  if (schema.enum?.includes(null) === true) {
    found = true;
    schema.enum = schema.enum.filter((value) => value !== null);
  }
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const members = schema[keyword];
    if (members === undefined || nonNull(members).length === members.length) continue;
    found = true;
    schema[keyword] = nonNull(members);
  }
  return found;
}
