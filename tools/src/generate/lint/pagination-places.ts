import { type JsonObject, type JsonValue, keysOf, member, members } from '../openapi/json.js';
import { isJson } from '../openapi/media-type.js';
import type { FoundOperation, LintDocument } from './document.js';
import { schemasAt } from './schema-at.js';

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
    .map(([type, content]): [string, JsonValue | undefined] => [type, member(content, 'schema')])
    .map(([type, schema]) => (isJson(type) ? schemasAt(document, schema, keysOf(pointer)) : []));
}
