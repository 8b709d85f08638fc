import { Ajv, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Fields } from '../../../../tools/src/generate/openapi/fields.js';
import { jsonSchema } from '../../../../tools/src/generate/openapi/json-schema.js';
import type { ApiSchema, Description } from './description.js';

/** Whether a value is valid by a schema of the description. A bigint counts as the integer that it is. */
export type IsValid = (schema: ApiSchema, value: unknown) => boolean;

export function validityOf({ schemas }: Description): IsValid {
  const ajv = new Ajv({ strict: false, formats: fullFormats });
  const converted = Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema as Fields)]);
  ajv.addSchema({ components: { schemas: Object.fromEntries(converted) } }, 'api');
  const compiled = new Map<ApiSchema, ValidateFunction>();

  function compile(schema: ApiSchema): ValidateFunction {
    const text = JSON.stringify(jsonSchema(schema as Fields)).replaceAll(
      '"#/components/',
      '"api#/components/',
    );
    const validate = ajv.compile(JSON.parse(text));
    compiled.set(schema, validate);
    return validate;
  }

  return (schema, value) => (compiled.get(schema) ?? compile(schema))(withoutBigints(value)) === true;
}

function withoutBigints(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withoutBigints);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutBigints(member)]));
}
