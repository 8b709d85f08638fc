import { bareType, isJson } from '../core/body.js';
import type { SandboxRequest } from '../core/provider.js';
import {
  below,
  type Located,
  locate,
  type RequestBodyObject,
  type Schema,
  type SpecDocument,
} from './document.js';
import { typed } from './parameters.js';
import { contentKey, operationPointer } from './responses.js';
import type { Match, Operation } from './routes.js';
import type { Validate } from './validators.js';

/** The rules about its body that a request breaks. */
export function bodyViolations(
  document: SpecDocument,
  validate: Validate,
  { operation }: Match,
  request: SandboxRequest,
): string[] {
  const found = describedBody(document, operation);
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
}

type DescribedBody = Located<RequestBodyObject> | undefined;

/** Found once: following the pointers takes longer than most checks. */
const bodies = new WeakMap<Operation, { readonly found: DescribedBody }>();

function describedBody(document: SpecDocument, operation: Operation): DescribedBody {
  const known = bodies.get(operation);
  if (known !== undefined) return known.found;
  const found = locate<RequestBodyObject>(document, below(operationPointer(operation), 'requestBody'));
  bodies.set(operation, { found });
  return found;
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
