import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { addHolders } from '../openapi/holders.js';
import { refName } from '../openapi/refs.js';
import { allSchemas } from '../openapi/roots.js';
import { within } from '../openapi/slots.js';
import type { Transform } from './transform.js';

/** Marks integers that may not fit a JavaScript number with `x-int64: true`. */
export const int64: Transform = {
  name: 'int64',
  apply(document, report) {
    let count = 0;
    for (const schema of allSchemas(document)) {
      if (!isInt64(schema) || schema['x-int64'] === true) continue;
      schema['x-int64'] = true;
      count += 1;
    }
    if (count > 0) report(`${count} integers of format int64 may be larger than a number holds`);
  },
};

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

const known = new WeakMap<OpenApiDocument, ReadonlySet<string>>();

/**
 * Whether a value of this schema can hold a marked integer: then its body is read and written with care for the
 * digits. The components that do are found once per document, so ask when its preparation is over.
 */
export function hasInt64(schema: Schema, document: OpenApiDocument): boolean {
  let components = known.get(document);
  if (components === undefined) {
    components = componentsWithInt64(document);
    known.set(document, components);
  }
  return holds(within(schema), components);
}

function componentsWithInt64(document: OpenApiDocument): Set<string> {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const found = new Set<string>();
  const held = new Map<string, string[]>();
  for (const [name, schema] of schemas) {
    const parts = within(schema);
    if (holds(parts, found)) found.add(name);
    held.set(
      name,
      parts.map((part) => refName(part.$ref)).filter((ref) => ref !== undefined),
    );
  }
  addHolders(found, held);
  return found;
}

function holds(parts: readonly Schema[], components: ReadonlySet<string>): boolean {
  return parts.some((part) => part['x-int64'] === true || components.has(refName(part.$ref) ?? ''));
}
