import { SpecError } from '../../shared/spec-error.js';
import { type Fields, mapValues } from './fields.js';
import { shown } from './json.js';

/**
 * Turns a schema of OpenAPI 3.0 into JSON Schema, draft-07.
 *
 * `oneOf` becomes `anyOf`: the vendors' objects are open and few of their properties are required, so that one body
 * often fits several of the shapes, and only means that it may have any of them. `example` becomes `examples`, which
 * no validator looks at.
 *
 * @throws SpecError on a keyword it does not know, because left out it would let anything pass.
 */
export function jsonSchema(schema: Fields): Fields {
  // OpenAPI 3.0 ignores what stands beside a reference; draft-07 as well, but not every validator.
  if (schema.$ref !== undefined) return { $ref: schema.$ref as string };
  const result: Fields = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (dropped.has(keyword) || keyword.startsWith('x-')) continue;
    if (same.has(keyword)) result[keyword] = value;
    else Object.assign(result, converted(keyword, value, schema));
  }
  // Without a type beside it, `nullable` says nothing (OpenAPI 3.0.3, Schema Object).
  return schema.nullable === true && schema.type !== undefined ? nullable(result) : result;
}

const same = new Set([
  'default',
  'enum',
  'format',
  'maximum',
  'maxItems',
  'maxLength',
  'minimum',
  'minItems',
  'minLength',
  'multipleOf',
  'pattern',
  'required',
  'type',
  'uniqueItems',
  'writeOnly',
]);

/** `nullable` is dealt with where it counts: beside the type. */
const dropped = new Set([
  'deprecated',
  'description',
  'discriminator',
  'nullable',
  'readOnly',
  'title',
  'xml',
]);

function converted(keyword: string, value: unknown, schema: Fields): Fields {
  switch (keyword) {
    case 'example':
      return { examples: [value] };
    case 'additionalProperties':
      return { additionalProperties: typeof value === 'boolean' ? value : jsonSchema(value as Fields) };
    case 'items':
      return { items: jsonSchema(value as Fields) };
    case 'properties':
      return { properties: mapValues(value as Record<string, Fields>, jsonSchema) };
    case 'allOf':
    case 'anyOf':
      return { [keyword]: (value as Fields[]).map(jsonSchema) };
    case 'oneOf':
      return { anyOf: (value as Fields[]).map(jsonSchema) };
    case 'exclusiveMinimum':
      return value === true ? { exclusiveMinimum: schema.minimum } : {};
    case 'exclusiveMaximum':
      return value === true ? { exclusiveMaximum: schema.maximum } : {};
    default:
      throw new SpecError(
        'spec_keyword',
        `What the sandbox carries cannot say ${shown(keyword)}: say it otherwise, or add the keyword to tools/src/generate/openapi/json-schema.ts.`,
      );
  }
}

function nullable(schema: Fields): Fields {
  const withNull = { ...schema, type: [schema.type as string, 'null'] };
  const values = schema.enum as unknown[] | undefined;
  return values === undefined || values.includes(null) ? withNull : { ...withNull, enum: [...values, null] };
}
