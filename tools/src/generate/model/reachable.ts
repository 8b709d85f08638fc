import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { target } from '../openapi/refs.js';
import { within } from '../openapi/slots.js';

/** Every schema that values of the given ones can hold, references followed. */
export function reachable(document: OpenApiDocument, starts: Iterable<Schema>): ReadonlySet<Schema> {
  const seen = new Set<Schema>();
  // A list and no recursion: schemas may lead to each other in a row as long as the document.
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
