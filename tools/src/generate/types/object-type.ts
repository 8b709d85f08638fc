import { empty, indented, isSame, join, ts } from '../../print/code.js';
import { memberName, textLiteral } from '../../print/literal.js';
import { objectMembers } from '../../print/names.js';
import { declaredProperties } from '../openapi/declared.js';
import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { own } from '../openapi/refs.js';
import { schemaComment } from './comment.js';
import { one, plain, type TypeText, union, unknown } from './type-text.js';

type TypeOf = (schema: Schema | boolean) => TypeText;

/** A schema that is a part of others (by allOf and the like): together they declare the members. */
export type Scope = readonly Schema[];

interface Member {
  readonly name: string;
  readonly schema: Schema | boolean;
  readonly required: boolean;
}

/** The object side of a schema; `unknown` where it says nothing that its scope does not say. */
export function objectType(
  document: OpenApiDocument,
  schema: Schema,
  scope: Scope,
  typeOf: TypeOf,
): TypeText {
  const required = new Set([schema, ...scope].flatMap((part) => part.required ?? []));
  const members: Member[] = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    schema: property,
    required: required.has(name),
  }));
  for (const name of new Set(schema.required)) {
    if (declaresInline(schema, name)) continue;
    const declared = [schema, ...scope].flatMap((part) => [...declaredProperties(document, part, name)]);
    if (declared.length === 0 || declared.some((property) => property.required)) continue;
    members.push({ name, schema: declared[0]!.schema, required: true });
  }
  const lines = members.map((member) => {
    const docs = typeof member.schema === 'object' ? schemaComment(member.schema) : empty;
    const mark = member.required ? empty : ts`?`;
    const type = typeOf(member.schema);
    // An optional one is there all the same, inherited: no object without it would fit its type alone.
    const isInherited = !member.required && objectMembers.includes(member.name);
    const whole = isInherited ? union([type, one(ts`Object[${textLiteral(member.name)}]`)]) : type;
    return ts`${docs}${memberName(member.name)}${mark}: ${plain(whole)};`;
  });
  const rest = indexType(schema, members, isComposed(schema, scope), typeOf);
  if (rest !== undefined) lines.push(ts`[key: string]: ${plain(rest)};`);
  const isClosed = schema.additionalProperties === false && !isComposed(schema, scope);
  if (lines.length === 0) return isClosed ? memberless : unknown;
  const body = lines.map((line) => ts`\n  ${indented(line)}`);
  return { ...one(ts`{${join(body, empty)}\n}`), isBody: true };
}

/** An object that has no members. */
const memberless: TypeText = one(ts`{ [key: string]: never }`);

export const freeForm: TypeText = one(ts`{ [key: string]: unknown }`);

export function isComposed(schema: Schema, scope: Scope): boolean {
  return scope.length > 0 || [schema.allOf, schema.oneOf, schema.anyOf].some((parts) => parts !== undefined);
}

/** Whether the member is printed with this schema: its own, or that of an `allOf` part that is not a reference. */
function declaresInline(schema: Schema, name: string): boolean {
  return (
    own(schema.properties, name) !== undefined ||
    (schema.allOf ?? []).some((part) => declaresInline(part, name))
  );
}

/**
 * The index signature. TypeScript wants it to fit the declared members as well, which JSON Schema does not; where
 * it would not, an object could be read but never be written down, so it is `unknown` then.
 */
function indexType(
  schema: Schema,
  members: readonly Member[],
  composed: boolean,
  typeOf: TypeOf,
): TypeText | undefined {
  const others = schema.additionalProperties ?? schema.unevaluatedProperties ?? false;
  const values = [...(others === false ? [] : [others]), ...Object.values(schema.patternProperties ?? {})];
  if (values.length === 0) return undefined;
  const type = union(values.map(typeOf));
  if (composed) return unknown;
  const fits = members.every((member) => isSame(plain(typeOf(member.schema)), plain(type)));
  if (!fits) return unknown;
  return members.some((member) => !member.required) ? union([type, one(ts`undefined`)]) : type;
}
