import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { addHolders } from '../openapi/holders.js';
import { refName } from '../openapi/refs.js';
import { allSchemas } from '../openapi/roots.js';
import { within } from '../openapi/slots.js';

/** Integers that may not fit a JavaScript number, wherever they stand in the document. */
export function int64Schemas(document: OpenApiDocument): ReadonlySet<Schema> {
  return new Set([...allSchemas(document)].filter(isInt64));
}

function isInt64(schema: Schema): boolean {
  if (![schema.type].flat().includes('integer') || schema.format !== 'int64') return false;
  if (schema.enum !== undefined || schema.const !== undefined) return false;
  return !(fits(lowest(schema)) && fits(highest(schema)));
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

/**
 * Tells whether a value of a schema can hold one of these integers: then its body is read and written with care for the
 * digits.
 */
export function int64Holder(
  document: OpenApiDocument,
  int64: ReadonlySet<Schema>,
): (schema: Schema) => boolean {
  const components = new Set<string>();
  const holds = (parts: readonly Schema[]): boolean =>
    parts.some((part) => int64.has(part) || components.has(refName(part.$ref) ?? ''));
  const held = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    const parts = within(schema);
    if (holds(parts)) components.add(name);
    held.set(
      name,
      parts.map((part) => refName(part.$ref)).filter((ref) => ref !== undefined),
    );
  }
  addHolders(components, held);
  return (schema) => holds(within(schema));
}
