import { items, type JsonObject, type JsonValue, member } from '../json.js';
import type { LintDocument } from './document.js';

/**
 * The schemas that a schema has for what a JSON Pointer finds in a value: through references, and in any of the
 * members of `allOf`, `oneOf` and `anyOf`. None when the schema knows no such place.
 *
 * @param keys the unescaped keys of the pointer.
 */
export function schemasAt(
  document: LintDocument,
  schema: JsonValue | undefined,
  keys: readonly string[],
  seen: readonly JsonObject[] = [],
): JsonObject[] {
  const target = document.resolve(schema);
  if (target === undefined || seen.includes(target)) return [];
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => items(member(target, keyword)));
  const inParts = parts.flatMap((part) => schemasAt(document, part, keys, [...seen, target]));
  const [key, ...rest] = keys;
  if (key === undefined) return [target, ...inParts];
  return [...schemasAt(document, member(member(target, 'properties'), key), rest), ...inParts];
}
