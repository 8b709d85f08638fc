import { items, type JsonObject, type JsonValue, keysOf, member, members } from '../openapi/json.js';
import { isJson } from '../openapi/media-type.js';
import type { FoundOperation, LintDocument } from './document.js';

/** The keywords by which a schema is composed of others. */
export const compositions = ['allOf', 'oneOf', 'anyOf'] as const;

/** The schemas, and what they are composed of, references followed; each once. */
export function* partsOf(document: LintDocument, schemas: readonly JsonObject[]): Generator<JsonObject> {
  // Grows while it is read.
  const found = new Set(schemas);
  for (const part of found) {
    yield part;
    for (const inner of compositions.flatMap((keyword) => items(part[keyword]))) {
      const resolved = document.resolve(inner);
      if (resolved !== undefined) found.add(resolved);
    }
  }
}

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
  const wholes = (declared: readonly (JsonValue | undefined)[]): JsonObject[] => {
    const resolved = declared.map((one) => document.resolve(one));
    return [
      ...partsOf(
        document,
        resolved.filter((one) => one !== undefined),
      ),
    ];
  };
  let found = wholes([schema]);
  for (const key of keys) found = wholes(found.map((part) => member(member(part, 'properties'), key)));
  return found;
}

/**
 * The schemas of a member of the request: of the query parameter of that name, or of the place in the body that a JSON
 * Pointer names, where the body can only be JSON. None when there is no such member.
 */
export function requestSchemas(
  document: LintDocument,
  { value, parameters }: FoundOperation,
  name: string,
): JsonObject[] {
  if (!name.startsWith('/')) {
    return parameters
      .filter(({ resolved }) => resolved?.in === 'query' && resolved.name === name)
      .flatMap(({ resolved }) => schemasAt(document, resolved?.schema, []));
  }
  const [content, ...others] = members(document.resolve(value.requestBody)?.content);
  if (content === undefined || !isJson(content[0]) || others.length > 0) return [];
  return schemasAt(document, member(content[1], 'schema'), keysOf(name));
}

/**
 * The schemas that each body of a success has for a JSON Pointer: one list per body, which is empty where the body has
 * no such place, or is not JSON.
 */
export function answerSchemas(
  document: LintDocument,
  { value }: FoundOperation,
  pointer: string,
): JsonObject[][] {
  const responses = members(value.responses);
  const successes = responses.filter(([status]) => status.startsWith('2'));
  const used = successes.length > 0 ? successes : responses.filter(([status]) => status === 'default');
  return used
    .flatMap(([, response]) => members(document.resolve(response)?.content))
    .map(([type, content]) =>
      isJson(type) ? schemasAt(document, member(content, 'schema'), keysOf(pointer)) : [],
    );
}
