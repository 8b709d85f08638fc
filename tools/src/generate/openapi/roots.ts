import { pascalCase } from '../../print/words.js';
import {
  type Header,
  httpMethods,
  type MediaType,
  type OpenApiDocument,
  type Operation,
  type PathItem,
  type Response,
  type Schema,
} from './document.js';
import { type Slot, slot, within } from './slots.js';

export type Direction = 'request' | 'response';

/** A schema by which a document describes a parameter, a body or a header. */
export interface Root extends Slot {
  /** `request` is what the client writes, `response` what it reads; in callbacks the two are swapped. */
  readonly direction: Direction;
  readonly place: 'parameter' | 'body' | 'header';
  /** A name by where it stands, such as `GetUserResponse`. Not unique. */
  readonly name: string;
}

/** What the types of an operation are called; one that has no name yet is called by its operationId or its place. */
export type TypeNamesOfOperations = ReadonlyMap<Operation, { readonly type: string }>;

const unnamed: TypeNamesOfOperations = new Map();

/** Every root of the document: of its components first, then of its operations. */
export function* roots(document: OpenApiDocument, names = unnamed): Generator<Root> {
  const { parameters, requestBodies, responses, headers, callbacks, pathItems } = document.components ?? {};
  for (const [key, parameter] of Object.entries(parameters ?? {})) {
    yield* headerRoots(parameter, pascalCase(key), 'request', 'parameter');
  }
  for (const [key, body] of Object.entries(requestBodies ?? {})) {
    yield* contentRoots(body.content, ending(pascalCase(key), 'RequestBody'), 'request');
  }
  for (const [key, response] of Object.entries(responses ?? {})) {
    yield* responseRoots(response, ending(pascalCase(key), 'Response'), 'response');
  }
  for (const [key, header] of Object.entries(headers ?? {})) {
    yield* headerRoots(header, ending(pascalCase(key), 'Header'), 'response', 'header');
  }
  for (const [key, callback] of Object.entries(callbacks ?? {})) {
    for (const item of Object.values(callback))
      yield* pathRoots(item, ending(pascalCase(key), 'Callback'), true, names);
  }
  for (const [key, item] of Object.entries(pathItems ?? {}))
    yield* pathRoots(item, pascalCase(key), false, names);
  for (const [path, item] of Object.entries(document.paths ?? {}))
    yield* pathRoots(item, pascalCase(path), false, names);
  for (const [key, item] of Object.entries(document.webhooks ?? {}))
    yield* pathRoots(item, pascalCase(key), true, names);
}

/** Every schema of the document, each once. */
export function* allSchemas(document: OpenApiDocument): Generator<Schema> {
  const seen = new Set<Schema>();
  const starts = [
    ...Object.values(document.components?.schemas ?? {}),
    ...Array.from(roots(document), (root) => root.schema),
  ];
  for (const start of starts) {
    for (const schema of within(start)) {
      if (seen.has(schema)) continue;
      seen.add(schema);
      yield schema;
    }
  }
}

function* pathRoots(
  item: PathItem,
  name: string,
  inbound: boolean,
  names: TypeNamesOfOperations,
): Generator<Root> {
  const written = inbound ? 'response' : 'request';
  for (const parameter of item.parameters ?? []) {
    yield* headerRoots(parameter, name + pascalCase(parameter.name ?? ''), written, 'parameter');
  }
  for (const method of httpMethods) {
    const operation = item[method];
    if (operation !== undefined)
      yield* operationRoots(operation, operationName(operation, name, method, names), inbound, names);
  }
}

/** As the operation's own types are called, else by its operationId, else by its place. */
function operationName(
  operation: Operation,
  path: string,
  method: string,
  names: TypeNamesOfOperations,
): string {
  const { operationId = '' } = operation;
  return names.get(operation)?.type ?? (pascalCase(operationId) || pascalCase(method) + path);
}

function* operationRoots(
  operation: Operation,
  name: string,
  inbound: boolean,
  names: TypeNamesOfOperations,
): Generator<Root> {
  const [written, read]: Direction[] = inbound ? ['response', 'request'] : ['request', 'response'];
  for (const parameter of operation.parameters ?? []) {
    yield* headerRoots(parameter, name + pascalCase(parameter.name ?? ''), written!, 'parameter');
  }
  yield* contentRoots(operation.requestBody?.content, `${name}RequestBody`, written!);
  const responses = Object.entries(operation.responses ?? {});
  const success = successStatus(responses.map(([status]) => status));
  for (const [status, response] of responses) {
    // The plain name goes to the success, so that a status added later renames nothing.
    const infix = status === success ? '' : pascalCase(status);
    yield* responseRoots(response, `${name}${infix}Response`, read!);
  }
  for (const [key, callback] of Object.entries(operation.callbacks ?? {})) {
    for (const item of Object.values(callback)) {
      yield* pathRoots(item, `${name}${ending(pascalCase(key), 'Callback')}`, !inbound, names);
    }
  }
}

function successStatus(statuses: readonly string[]): string | undefined {
  return (
    statuses.filter((status) => /^2/.test(status)).sort()[0] ??
    statuses.find((status) => status === 'default')
  );
}

function* responseRoots(response: Response, name: string, direction: Direction): Generator<Root> {
  yield* contentRoots(response.content, name, direction);
  const found = slot(response['x-error-when'] ?? {}, 'schema');
  if (found !== undefined) yield { ...found, direction, place: 'body', name };
  for (const [key, header] of Object.entries(response.headers ?? {})) {
    yield* headerRoots(header, `${name}${pascalCase(key)}Header`, direction, 'header');
  }
}

function* headerRoots(
  holder: Header,
  name: string,
  direction: Direction,
  place: 'parameter' | 'header',
): Generator<Root> {
  const found = slot(holder, 'schema');
  if (found !== undefined) yield { ...found, direction, place, name };
  for (const media of Object.values(holder.content ?? {})) {
    const inner = slot(media, 'schema');
    if (inner !== undefined) yield { ...inner, direction, place, name };
  }
}

function* contentRoots(
  content: Record<string, MediaType> | undefined,
  name: string,
  direction: Direction,
): Generator<Root> {
  const types = Object.keys(content ?? {});
  const plain = types.find((type) => /^application\/json\b/i.test(type)) ?? types[0];
  for (const [type, media] of Object.entries(content ?? {})) {
    const found = slot(media, 'schema');
    const own = type === plain ? name : withMediaType(name, type);
    if (found !== undefined) yield { ...found, direction, place: 'body', name: own };
    for (const encoding of Object.values(media.encoding ?? {})) {
      for (const [key, header] of Object.entries(encoding.headers ?? {})) {
        yield* headerRoots(header, `${own}${pascalCase(key)}Header`, direction, 'header');
      }
    }
  }
}

/** `UploadRequestBody` for `multipart/form-data`, beside JSON: `UploadFormDataRequestBody`. */
function withMediaType(name: string, type: string): string {
  const subtype = pascalCase(type.replace(/;.*/, '').replace(/^[^/]*\//, ''));
  return name.replace(/(RequestBody|Response)$/, `${subtype}$1`);
}

function ending(name: string, suffix: string): string {
  return name.endsWith(suffix) ? name : name + suffix;
}
