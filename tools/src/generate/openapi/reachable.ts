import type { OpenApiDocument, Schema } from './document.js';
import { target } from './refs.js';
import { type Direction, roots } from './roots.js';
import { within } from './slots.js';

/** Every schema that the parameters and bodies of one direction can hold, references followed. */
export function reachable(document: OpenApiDocument, direction: Direction): Set<Schema> {
  const seen = new Set<Schema>();
  // A list and no recursion: schemas may lead to each other in a row as long as the document.
  const starts = Array.from(roots(document))
    .filter((root) => root.direction === direction)
    .map((root) => root.schema);
  const entered = new Set<Schema>(starts);
  for (const start of entered) {
    for (const schema of within(start)) {
      if (seen.has(schema)) continue;
      seen.add(schema);
      const referenced = target(document, schema.$ref);
      if (referenced !== undefined) entered.add(referenced);
    }
  }
  return seen;
}
