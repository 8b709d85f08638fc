import fc from 'fast-check';
import type { ApiSchema, Description } from './description.js';

/** Whether a value is sent by a user (without what is `readOnly`) or by a vendor (without what is `writeOnly`). */
export type Direction = 'request' | 'response';

/** Deeper than this, only what is required is there. */
const DETAILED = 4;

/**
 * Makes values that a schema allows: any choice of the optional members, `null` where it is nullable, and in a response
 * members that nobody described. It knows nothing of how the sandbox or the printer of types reads schemas.
 */
export function schemaValue(
  description: Description,
  schema: ApiSchema,
  direction: Direction,
  depth = 0,
): fc.Arbitrary<unknown> {
  const { nullable = false, type } = description.resolve(schema);
  const value = plainValue(description, description.resolve(schema), direction, depth);
  // Without a type beside it, `nullable` says nothing (OpenAPI 3.0.3).
  return nullable && type !== undefined
    ? fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null))
    : value;
}

function plainValue(
  description: Description,
  schema: ApiSchema,
  direction: Direction,
  depth: number,
): fc.Arbitrary<unknown> {
  const inner = (part: ApiSchema, at = depth + 1) => schemaValue(description, part, direction, at);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.allOf !== undefined) {
    return inner(merged(description, schema), depth);
  }
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return fc.oneof(...choices.map((part) => inner(part, depth)));
  switch (schema.type) {
    case 'string':
      return withExample(schema, text(schema));
    case 'integer':
      return withExample(schema, integer(schema));
    case 'number':
      return withExample(schema, decimal(schema));
    case 'boolean':
      return fc.boolean();
    case 'array': {
      const { minItems = 0, maxItems = Math.max(minItems, 3) } = schema;
      const most = depth < DETAILED ? Math.min(maxItems, minItems + 3) : minItems;
      return fc.array(inner(schema.items ?? {}), { minLength: minItems, maxLength: most });
    }
    case 'object':
      return object(description, schema, direction, depth);
    default:
      return schema.properties === undefined
        ? fc.jsonValue({ maxDepth: 2 })
        : object(description, schema, direction, depth);
  }
}

/** One schema of objects for an `allOf`: what a part demands may be a member of another part. */
function merged(description: Description, schema: ApiSchema): ApiSchema {
  const { allOf = [], ...beside } = schema;
  const parts = [...allOf.map((part) => merged(description, description.resolve(part))), beside];
  if (parts.every((part) => part.properties === undefined && part.required === undefined)) return parts[0]!;
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: [...new Set(parts.flatMap(({ required = [] }) => required))],
    ...(beside.nullable !== undefined && { nullable: beside.nullable }),
  };
}

function object(
  description: Description,
  { properties = {}, required = [], additionalProperties }: ApiSchema,
  direction: Direction,
  depth: number,
): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).filter(([name, property]) => {
    const { readOnly = false, writeOnly = false } = description.resolve(property);
    const isOfOthers = direction === 'request' ? readOnly : writeOnly;
    return !isOfOthers && (depth < DETAILED || required.includes(name));
  });
  const known = fc.record(
    Object.fromEntries(
      members.map(([name, part]) => [
        name,
        knownOr(description, name, direction, schemaValue(description, part, direction, depth + 1)),
      ]),
    ),
    {
      requiredKeys: required.filter((name) => members.some(([member]) => member === name)),
      noNullPrototype: true,
    },
  );
  if (typeof additionalProperties === 'object') {
    const more = fc.dictionary(name, schemaValue(description, additionalProperties, direction, depth + 1), {
      maxKeys: 2,
      noNullPrototype: true,
    });
    return fc.tuple(more, known).map(([others, own]) => ({ ...others, ...own }));
  }
  // A type with members of its own is not compared with what has none of them: such a body says nothing.
  if (direction === 'request' || additionalProperties === false || members.length === 0) return known;
  const extra = fc.option(fc.jsonValue({ maxDepth: 1 }), { freq: 2, nil: undefined });
  return fc.tuple(extra, known).map(([value, own]) => {
    const isBare = Object.keys(own).length === 0 || value === undefined;
    return isBare ? own : { ...own, 'undescribed-member': value };
  });
}

/** In a request, often what is there at the vendor: a call with it gets past the first look. */
export function knownOr(
  { known }: Description,
  name: string,
  direction: Direction,
  generated: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  if (direction === 'response' || !Object.hasOwn(known, name)) return generated;
  return fc.oneof({ weight: 3, arbitrary: fc.constant(known[name]) }, { weight: 1, arbitrary: generated });
}

const name: fc.Arbitrary<string> = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);

/** The example, now and then: it is what the description's author has thought of. */
function withExample(schema: ApiSchema, generated: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (schema.example === undefined) return generated;
  return fc.oneof({ weight: 2, arbitrary: fc.constant(schema.example) }, { weight: 3, arbitrary: generated });
}

/** Any but half a surrogate pair. `unit: 'binary'` does the same, after building a map of 1.6 s. */
const codePoint = fc
  .oneof(fc.integer({ min: 0, max: 0xf7ff }), fc.integer({ min: 0, max: 0x10f7ff }))
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));

function text({
  format,
  pattern,
  minLength = 0,
  maxLength = minLength + 24,
}: ApiSchema): fc.Arbitrary<string> {
  const longest = Math.min(maxLength, minLength + 24);
  const fits = (value: string): boolean => [...value].length >= minLength && [...value].length <= maxLength;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(fits);
  const date = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  switch (format) {
    case 'date-time':
      return date.map((value) => value.toISOString());
    case 'date':
      return date.map((value) => value.toISOString().slice(0, 10));
    case 'email':
      return fc.emailAddress();
    case 'hostname':
      return fc.domain();
    case 'uuid':
      return fc.uuid();
    default:
      // All of Unicode but lone surrogates, which no media type can carry.
      return fc.oneof(
        fc.string({ unit: 'grapheme-ascii', minLength, maxLength: longest }),
        fc.string({ unit: codePoint, minLength, maxLength: longest }),
      );
  }
}

/** `int64` may be beyond what a number can tell: then it is a bigint, as the client has it. */
function integer(schema: ApiSchema): fc.Arbitrary<number | bigint> {
  const isShort = schema.format === 'int32';
  const minimum = schema.minimum ?? (isShort ? -(2 ** 31) : Number.MIN_SAFE_INTEGER);
  const maximum = schema.maximum ?? (isShort ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER);
  const numbers = fc.integer({
    min: minimum + (schema.exclusiveMinimum === true ? 1 : 0),
    max: maximum - (schema.exclusiveMaximum === true ? 1 : 0),
  });
  if (schema.format !== 'int64' || schema.maximum !== undefined) return numbers;
  const beyond = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n });
  return fc.oneof({ weight: 4, arbitrary: numbers }, { weight: 1, arbitrary: beyond });
}

function decimal({ minimum, maximum }: ApiSchema): fc.Arbitrary<number> {
  return fc.double({
    noNaN: true,
    noDefaultInfinity: true,
    ...(minimum !== undefined && { min: minimum }),
    ...(maximum !== undefined && { max: maximum }),
  });
}
