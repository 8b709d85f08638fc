import type { OpenApiDocument, Schema } from '../../openapi.js';
import { target } from './refs.js';
import { type Direction, roots } from './roots.js';
import { within } from './slots.js';

/** Every schema that the parameters and bodies of one direction can hold, references followed. */
export function reachable(document: OpenApiDocument, direction: Direction): Set<Schema> {
  const seen = new Set<Schema>();
  const visit = (start: Schema): void => {
    for (const schema of within(start)) {
      if (seen.has(schema)) continue;
      seen.add(schema);
      const referenced = target(document, schema.$ref);
      if (referenced !== undefined) visit(referenced);
    }
  };
  for (const root of roots(document)) if (root.direction === direction) visit(root.schema);
  return seen;
}
