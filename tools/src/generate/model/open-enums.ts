import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { roots } from '../openapi/roots.js';
import { reachable } from './reachable.js';

/**
 * The enums of texts or numbers that a response can hold: a server may answer with values added after this client was made. Enums
 * of requests only are closed, and so is an enum of one value: that is a constant, by which a union is told apart.
 */
export function openEnums(document: OpenApiDocument): ReadonlySet<Schema> {
  const read = [...roots(document)].filter(({ direction }) => direction === 'response');
  const held = reachable(
    document,
    read.map(({ schema }) => schema),
  );
  return new Set([...held].filter(mayGrow));
}

function mayGrow(schema: Schema): boolean {
  const values = (schema.enum ?? []).filter((value) => value !== null);
  return values.length > 1 && values.every((value) => typeof value === 'string' || typeof value === 'number');
}
