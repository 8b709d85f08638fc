import { items, type JsonObject, type JsonValue, member } from '../openapi/json.js';
import type { LintDocument } from './document.js';

/**
 * The schemas that a schema has for what a JSON Pointer finds in a value: through references, and in any of the
 * members of `allOf`, `oneOf` and `anyOf`; each once. None when the schema knows no such place.
 *
 * @param keys the unescaped keys of the pointer.
 */
export function schemasAt(
  document: LintDocument,
  schema: JsonValue | undefined,
  keys: readonly string[],
): JsonObject[] {
  let found = withParts(document, [schema]);
  for (const key of keys) {
    const declared = found.map((part) => member(member(part, 'properties'), key));
    found = withParts(document, declared);
  }
  return found;
}

/** What the schemas are, and what they are composed of. */
function withParts(document: LintDocument, schemas: readonly (JsonValue | undefined)[]): JsonObject[] {
  const found = new Set<JsonObject>();
  const add = (schema: JsonValue | undefined): void => {
    const resolved = document.resolve(schema);
    if (resolved !== undefined) found.add(resolved);
  };
  schemas.forEach(add);
  for (const part of found) {
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) items(member(part, keyword)).forEach(add);
  }
  return [...found];
}
