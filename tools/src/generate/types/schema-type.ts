import { join, ts } from '../../print/code.js';
import { literalType } from '../../print/literal.js';
import type { SchemaFacts } from '../model/facts.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { isBytes } from '../openapi/media-type.js';
import { distinctMembers, refName } from '../openapi/refs.js';
import { losesNull, otherThanObjects } from './beside-objects.js';
import { narrowed } from './discriminator.js';
import type { TypeNames } from './names.js';
import { freeForm, isComposed, objectType, type Scope } from './object-type.js';
import {
  bracketed,
  intersection,
  isUnknown,
  never,
  nothing,
  one,
  type TypeText,
  union,
  unknown,
} from './type-text.js';

/** What the types of a description are printed with. */
export interface Printing {
  readonly document: OpenApiDocument;
  readonly facts: Pick<SchemaFacts, 'int64' | 'openEnums' | 'binaryForms'>;
  readonly names: TypeNames;
}

/** The type of a schema. */
export function schemaType(schema: Schema | boolean, printing: Printing, scope: Scope = []): TypeText {
  if (typeof schema === 'boolean') return schema ? unknown : never;
  const { document, facts, names } = printing;
  const part = (inner: Schema): TypeText => schemaType(inner, printing, [schema, ...scope]);
  // The members of a union that has nothing beside it are no parts of anything.
  const option = isAlone(schema, scope) ? (inner: Schema): TypeText => schemaType(inner, printing) : part;
  const member = (inner: Schema | boolean): TypeText => schemaType(inner, printing);
  const own = ownType();
  // Without a type, `properties` say nothing of values that are no objects, which a union beside them may allow.
  const others = isUnknown(own) || schema.type !== undefined ? [] : otherThanObjects(document, schema);
  const types = [
    ...(schema.$ref === undefined ? [] : [referenced(schema.$ref)]),
    own,
    ...(schema.allOf ?? []).map(part),
    unionOf(schema.anyOf),
    unionOf(schema.oneOf),
  ];
  const whole = union([intersection(types), ...others.map((other) => schemaType(other, printing))]);
  const type = isUnknown(whole) && kinds(schema).includes('object') && scope.length === 0 ? freeForm : whole;
  return isNullable(schema) || losesNull(document, schema) ? union([type, nothing]) : type;

  function referenced(ref: string): TypeText {
    const name = refName(ref);
    return name === undefined ? unknown : one(names.model(name));
  }

  function unionOf(members: readonly Schema[] | undefined): TypeText {
    const left = distinctMembers((members ?? []).filter((inner) => !others.includes(inner)));
    if (left.length === 0) return unknown;
    const options = left.map((inner) => {
      const type = option(inner);
      // In a union with others an object that declares nothing still is one.
      const isObject = left.length > 1 && isUnknown(type) && [inner.type].flat().includes('object');
      return narrowed(document, schema as Schema, inner, isObject ? one(ts`object`) : type);
    });
    return union(options);
  }

  /** What the schema says itself, beside references and compositions. */
  function ownType(): TypeText {
    const own = schema as Schema;
    const isListed = own.const !== undefined || (own.enum ?? []).length > 0;
    if (isListed && facts.int64.has(own)) return one(names.int64);
    if (own.const !== undefined) return one(literalType(own.const));
    // An empty list allows nothing, which no author means.
    if (own.enum !== undefined && own.enum.length > 0) return enumType(own, facts.openEnums.has(own));
    const found = kinds(own).filter((kind) => kind !== 'null' || kinds(own).length === 1);
    return found.length === 0 ? unknown : union(found.map((kind) => kindType(own, kind)));
  }

  function kindType(own: Schema, kind: string): TypeText {
    switch (kind) {
      case 'string':
        return isBytes(own) ? binaryType(own) : one(ts`string`);
      case 'integer':
      case 'number':
        return one(facts.int64.has(own) && kind === 'integer' ? names.int64 : ts`number`);
      case 'boolean':
        return one(ts`boolean`);
      case 'null':
        return nothing;
      case 'array':
        return arrayType(own);
      case 'object': {
        const type = objectType(document, own, scope, member);
        return isUnknown(type) && !isComposed(own, scope) ? freeForm : type;
      }
      default:
        return unknown;
    }
  }

  /** What nothing uses is a file. */
  function binaryType(own: Schema): TypeText {
    const { files, texts } = facts.binaryForms;
    const blob = files.has(own) || !texts.has(own) ? [one(ts`Blob`)] : [];
    return union([...blob, ...(texts.has(own) ? [one(ts`string`)] : [])]);
  }

  function arrayType(own: Schema): TypeText {
    const rest = own.items ?? true;
    if (own.prefixItems === undefined) return one(ts`${bracketed(member(rest))}[]`);
    const least = own.minItems ?? own.prefixItems.length;
    const items = own.prefixItems.map((item, index) => {
      const type = bracketed(member(item));
      return index < least ? type : ts`${type}?`;
    });
    const closed = rest === false || (own.maxItems !== undefined && own.maxItems <= items.length);
    const more = closed ? [] : [ts`...${bracketed(member(rest))}[]`];
    return one(ts`[${join([...items, ...more], ts`, `)}]`);
  }
}

/** The JSON types a schema allows; where it does not say, what its keywords are about. */
function kinds(schema: Schema): string[] {
  if (schema.type !== undefined) return [schema.type].flat();
  const { properties, additionalProperties, patternProperties, required, items, prefixItems } = schema;
  if (
    [properties, additionalProperties, patternProperties, required].some((keyword) => keyword !== undefined)
  ) {
    return ['object'];
  }
  return items === undefined && prefixItems === undefined ? [] : ['array'];
}

/** Whether a schema is a plain union, not part of another schema. */
function isAlone(schema: Schema, scope: Scope): boolean {
  const beside = [
    schema.properties,
    schema.additionalProperties,
    schema.patternProperties,
    schema.required,
    schema.allOf,
  ];
  const both = schema.oneOf !== undefined && schema.anyOf !== undefined;
  return scope.length === 0 && !both && beside.every((keyword) => keyword === undefined);
}

/** `nullable` counts beside everything: authors mean it, though OpenAPI 3.0.3 wants a `type` and the value in an enum. */
function isNullable(schema: Schema): boolean {
  return (
    schema.nullable === true ||
    (Array.isArray(schema.type) && schema.type.includes('null')) ||
    schema.enum?.includes(null) === true
  );
}

function enumType(schema: Schema, isOpen: boolean): TypeText {
  const values = ofType(
    schema,
    schema.enum!.filter((value) => value !== null),
  );
  const literals = values.map((value) => one(literalType(value)));
  if (!isOpen) return union(values.length === 0 ? [nothing] : literals);
  // `& {}` keeps the listed values for the editor, where plain `string` would swallow them.
  const bases = [
    ...(values.some((value) => typeof value === 'string') ? [one(ts`(string & {})`)] : []),
    ...(values.some((value) => typeof value === 'number') ? [one(ts`(number & {})`)] : []),
  ];
  return union([...literals, ...bases]);
}

/** The values that the type beside them allows. Where it allows none, one of the two is wrong: all of them. */
function ofType(schema: Schema, values: readonly unknown[]): readonly unknown[] {
  if (schema.type === undefined) return values;
  const types = kinds(schema);
  const allowed = values.filter((value) => {
    if (typeof value === 'number')
      return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
    if (Array.isArray(value)) return types.includes('array');
    return types.includes(typeof value);
  });
  return allowed.length === 0 ? values : allowed;
}
