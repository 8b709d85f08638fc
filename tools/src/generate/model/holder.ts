import type { OpenApiDocument, Schema } from '../openapi/document.js';
import { addHolders } from '../openapi/holders.js';
import { refName } from '../openapi/refs.js';
import { within } from '../openapi/slots.js';

/**
 * Tells whether a value of a schema can hold one of certain schemas. All components are gone over once: many operations
 * can ask about one large schema.
 *
 * @param isWanted asked of a schema without what it refers to.
 */
export function schemaHolder(
  document: OpenApiDocument,
  isWanted: (schema: Schema) => boolean,
): (schema: Schema) => boolean {
  const components = new Set<string>();
  const holds = (parts: readonly Schema[]): boolean =>
    parts.some((part) => components.has(refName(part.$ref) ?? '') || isWanted(part));
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
