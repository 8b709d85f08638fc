import { bareType, isJson } from '../core/body.js';
import { once } from '../core/once.js';
import { below, locate, type RequestBodyObject, type Schema, type SpecDocument } from './document.js';
import { type Check, typed } from './parameters.js';
import { contentKey, operationPointer } from './responses.js';
import type { Operation } from './routes.js';
import type { Validate } from './validators.js';

/** Makes what tells the rules about its body that a request breaks. */
export function bodyCheck(document: SpecDocument, validate: Validate): Check {
  // Following the pointers takes longer than most checks.
  const describedBody = once((operation: Operation) =>
    locate<RequestBodyObject>(document, below(operationPointer(operation), 'requestBody')),
  );
  return ({ operation }, request) => {
    const found = describedBody(operation);
    if (found === undefined) return [];
    const { content, required } = found.value;
    const types = Object.keys(content);
    const first = types[0]!;
    if (request.body === '') {
      if (required !== true) return [];
      // Elsewhere an empty text is a body: a form without fields, say, in which the schema misses what has to be there.
      if (isJson(first)) return ['body is required'];
    }
    const given = request.body === '' ? first : (request.headers.get('content-type') ?? first);
    const key = contentKey(content, given);
    if (key === undefined) return [`content-type must be ${types.join(' or ')}`];
    const pointer = below(found.pointer, 'content', key, 'schema');
    const schema = locate<Schema>(document, pointer);
    if (schema === undefined) return [];
    const body = parsed(document, schema.value, key, request.body);
    if (body === undefined) return ['body is not JSON'];
    return validate(schema.pointer, body.value).map((rule) => `body ${rule}`);
  };
}

const form = 'application/x-www-form-urlencoded';

/** The body as its schema sees it; `undefined` for JSON that is none. */
function parsed(
  document: SpecDocument,
  schema: Schema,
  mediaType: string,
  text: string,
): { readonly value: unknown } | undefined {
  if (bareType(mediaType) === form) return { value: fields(document, schema, new URLSearchParams(text)) };
  if (!isJson(mediaType)) return { value: text };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function fields(document: SpecDocument, schema: Schema, sent: URLSearchParams): Record<string, unknown> {
  const { properties = {} } = schema;
  return Object.fromEntries(
    [...new Set(sent.keys())].map((name) => [
      name,
      typed(document, Object.hasOwn(properties, name) ? properties[name]! : {}, sent.getAll(name)),
    ]),
  );
}
