import { sourceOf } from '../../print/code.js';
import { textLiteral } from '../../print/literal.js';
import { carryBody, type TypeOf } from '../model/body.js';
import { carryParameters } from '../model/parameters.js';
import { carryResponses } from '../model/responses.js';
import { functionOf } from '../normalise/name-operations.js';
import type {
  HttpMethod,
  OpenApiDocument,
  Operation,
  Parameter,
  RequestBody,
  Schema,
} from '../openapi/document.js';
import { type OperationAt, operationsOf } from '../openapi/operations.js';
import type { Links } from './links.js';

/** What every page is printed from. */
export interface Docs {
  readonly document: OpenApiDocument;
  readonly types: TypeOf;
  readonly links: Links;
  /** The npm name of the client. */
  readonly packageName: string;
}

/** A member of the request object. */
export interface Member {
  readonly key: string;
  readonly type: string;
  readonly required: boolean;
  readonly schema: Schema | undefined;
  /** What it stands for; neither for `contentType`. */
  readonly parameter?: Parameter;
  readonly body?: RequestBody;
}

/** An operation in the words of the generated code. */
export interface DocumentedOperation extends OperationAt {
  /** The name of its function. */
  readonly name: string;
  /** Its API class. */
  readonly api: string;
  readonly members: readonly Member[];
  /** The media types of its body, the default first. */
  readonly contentTypes: readonly string[];
  readonly accept: string;
  readonly result: string;
  readonly answers: readonly Answer[];
}

/** What a status brings. */
export interface Answer {
  readonly status: string;
  /** Type of its body. */
  readonly type: string;
  readonly succeeds: boolean;
  /** The error that a success can hold. */
  readonly error?: { readonly type: string; readonly description: string };
}

/**
 * The operations of a document. The only place that asks the printers of the generated code, so that a page and the
 * code cannot differ in names and types.
 */
export function documentedOperations({ document, types }: Docs): DocumentedOperation[] {
  return operationsOf(document).map((at) => {
    const { operation, method } = at;
    const contents = carryBody(document, operation.requestBody, types);
    return {
      ...at,
      name: functionOf(operation),
      api: `${operation.tags![0]}Api`,
      members: [
        ...parameterMembers(document, operation, contents.length > 0, types),
        ...bodyMembers(operation.requestBody, contents),
      ],
      contentTypes: contents.map(({ mediaType }) => mediaType),
      ...answersOf(document, operation, types, method),
    };
  });
}

function parameterMembers(
  document: OpenApiDocument,
  operation: Operation,
  hasBody: boolean,
  types: TypeOf,
): Member[] {
  const carried = carryParameters(
    document,
    operation.parameters ?? [],
    hasBody ? ['body', 'contentType'] : [],
  );
  return carried.map(({ key, required, schema, parameter }) => ({
    key,
    type: schema === undefined ? 'unknown' : sourceOf(types.print(schema)),
    required,
    schema,
    parameter,
  }));
}

function bodyMembers(body: RequestBody | undefined, contents: ReturnType<typeof carryBody>): Member[] {
  const [first, ...others] = contents;
  if (body === undefined || first === undefined) return [];
  const kinds = contents.map(({ mediaType, isRange }) =>
    isRange ? 'string' : sourceOf(textLiteral(mediaType)),
  );
  const contentType: Member = {
    key: 'contentType',
    type: [...new Set(kinds)].join(' | '),
    required: first.isRange,
    schema: undefined,
  };
  const member: Member = {
    key: 'body',
    type: [...new Set(contents.map(({ type }) => sourceOf(type)))].join(' | '),
    required: body.required === true,
    schema: body.content[first.mediaType]?.schema,
    body,
  };
  return others.length > 0 || first.isRange ? [contentType, member] : [member];
}

function answersOf(document: OpenApiDocument, operation: Operation, types: TypeOf, method: HttpMethod) {
  const carried = carryResponses(document, operation, types, method);
  const { accept } = carried;
  const result = sourceOf(carried.result);
  const errors = carried.errors.map((error) => ({ ...error, type: sourceOf(error.type) }));
  const statuses = Object.entries(operation.responses ?? {}).filter(([status]) => !status.startsWith('x-'));
  const successes = statuses.filter(([status]) => status.startsWith('2'));
  const errorAt = (status: string) =>
    errors.find((error) => error.status.toLowerCase() === status.toLowerCase());
  const answers = statuses.map(([status, response]): Answer => {
    const error = errorAt(status);
    const succeeds = status.startsWith('2') || (status === 'default' && successes.length === 0);
    if (!succeeds) return { status, type: error?.type ?? 'undefined', succeeds };
    // One of several: alone, so that its type is told apart from those of the others.
    const isOnly = successes.length < 2;
    const alone = isOnly
      ? result
      : sourceOf(carryResponses(document, { responses: { [status]: response } }, types, method).result);
    return { status, type: alone, succeeds, ...(error === undefined ? {} : { error }) };
  });
  return { accept, result, answers };
}
