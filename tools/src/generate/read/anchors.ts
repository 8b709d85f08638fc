import { child, isObject, type JsonObject, type JsonValue } from '../openapi/json.js';

/**
 * Makes JSON Pointers of references to the identifiers of JSON Schema (2020-12, section 8.2): `$anchor`,
 * `$dynamicAnchor` and `$id`. A `$dynamicRef` becomes a `$ref` to what it means where it stands: nothing in an OpenAPI
 * document takes its place. An identifier that two schemas have, and one that none has, are left for the lint.
 */
export function settleAnchors(root: JsonValue): void {
  const places = new Map<string, string | undefined>();
  const references: JsonObject[] = [];
  const open: [JsonValue, string][] = [[root, '']];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, pointer] = next;
    if (isObject(value)) {
      for (const name of identifiersOf(value)) places.set(name, places.has(name) ? undefined : pointer);
      if (typeof value.$ref === 'string' || typeof value.$dynamicRef === 'string') references.push(value);
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) open.push([member, child(pointer, key)]);
  }
  for (const holder of references) {
    const { $ref, $dynamicRef } = holder;
    const found = places.get(String($ref ?? $dynamicRef));
    if (found === undefined || String($ref).startsWith('#/')) continue;
    delete holder.$dynamicRef;
    holder.$ref = `#${found.split('/').map(encodeURIComponent).join('/')}`;
  }
}

/** Aliases share objects, and an example may look like a schema: neither makes one name stand for two places. */
function identifiersOf({ $anchor, $dynamicAnchor, $id }: JsonObject): string[] {
  const anchors = [...new Set([$anchor, $dynamicAnchor])].filter((name) => typeof name === 'string');
  return [...anchors.map((name) => `#${name}`), ...(typeof $id === 'string' && $id !== '' ? [$id] : [])];
}
