import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { allSchemas } from '../openapi/roots.js';

/** Integers that may not fit a JavaScript number, wherever they stand in the document. */
export function int64Schemas(document: OpenApiDocument): ReadonlySet<Schema> {
  return new Set([...allSchemas(document)].filter(isInt64));
}

function isInt64(schema: Schema): boolean {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  // Of such values the reader has rounded the digits: the type cannot list them.
  if (values !== undefined && values.length > 0) return values.some(isUnsafeInteger);
  if (![schema.type].flat().includes('integer') || schema.format !== 'int64') return false;
  return !(fits(lowest(schema)) && fits(highest(schema)));
}

/** Whether another integer may have been written in the description. */
function isUnsafeInteger(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function fits(bound: number | undefined): boolean {
  return bound !== undefined && Math.abs(bound) <= Number.MAX_SAFE_INTEGER;
}

function lowest({ minimum, exclusiveMinimum }: Schema): number | undefined {
  return minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum : undefined);
}

function highest({ maximum, exclusiveMaximum }: Schema): number | undefined {
  return maximum ?? (typeof exclusiveMaximum === 'number' ? exclusiveMaximum : undefined);
}
