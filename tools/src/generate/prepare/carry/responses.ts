import { keysOf } from '../../json.js';
import type { ErrorWhen, OpenApiDocument, Operation, Response } from '../../openapi.js';
import { literal } from '../names.js';
import { isBinary, isStringLike, type TypeOf } from './body.js';
import { essence, isJson, isText } from './media-type.js';

export interface CarriedResponses {
  /** `200: runtime.json`, one per status; `default` for all errors where they are read alike. */
  readonly readers: string[];
  /** The type of a successful answer. */
  readonly result: string;
  /** Members of the errors-by-status type. */
  readonly errors: { status: string; type: string; description: string }[];
  /** The `Accept` header, or an empty text where no answer has a body. */
  readonly accept: string;
}

/** How each status of an operation is read, and as what. Statuses stay as the description has them (`4XX`, `default`). */
export function carryResponses(
  document: OpenApiDocument,
  operation: Operation,
  types: TypeOf,
): CarriedResponses {
  const statuses = Object.entries(operation.responses ?? {})
    .filter(([status]) => !status.startsWith('x-'))
    .map(([status, response]) => ({
      status: normalised(status),
      response,
      contents: contentsOf(document, response, types),
      errorWhen: response['x-error-when'],
    }));
  const succeeds = (status: string): boolean => /^2/.test(status);
  const declared = statuses.filter(({ status }) => succeeds(status));
  // Only `default` beside errors: it is what a successful answer looks like (OpenAPI Responses Object).
  const results = declared.length > 0 ? declared : statuses.filter(({ status }) => status === 'default');
  const failures = statuses.filter(({ status }) => !succeeds(status));
  const ordered = [...results, ...failures].flatMap(({ contents }) => contents.map(({ accept }) => accept));
  return {
    readers: printReaders(statuses),
    result: union(
      results.flatMap(({ contents, errorWhen }) => resultTypes(contents, errorWhen, types)),
      'void',
    ),
    errors: [...declared.filter(({ errorWhen }) => errorWhen !== undefined), ...failures].map(
      ({ status, response, contents, errorWhen }) => ({
        status: statusKey(status),
        type:
          errorWhen?.schema === undefined
            ? union(typesOf(contents), 'undefined')
            : types.print(errorWhen.schema),
        description: errorWhen === undefined ? (response.description ?? '') : errorInSuccess(errorWhen),
      }),
    ),
    accept: [...new Set(ordered)].join(', '),
  };
}

/** Without the errors that are a type of their own. */
function resultTypes(
  contents: readonly ReadContent[],
  errorWhen: ErrorWhen | undefined,
  types: TypeOf,
): string[] {
  const all = typesOf(contents);
  const error = errorWhen?.schema === undefined ? undefined : types.print(errorWhen.schema);
  return error === undefined ? all : all.map((type) => `Exclude<${type}, ${error}>`);
}

function errorInSuccess({ pointer, in: values }: ErrorWhen): string {
  const condition = values === undefined ? 'is there' : `is one of: ${values.map(String).join(', ')}`;
  return `An error inside a success: \`${pointer}\` ${condition}.`;
}

interface Status {
  readonly status: string;
  readonly contents: readonly ReadContent[];
  readonly errorWhen: ErrorWhen | undefined;
}

function printReaders(statuses: readonly Status[]): string[] {
  const successes = statuses.filter(({ status }) => status.startsWith('2'));
  const failures = statuses.filter(({ status }) => !status.startsWith('2'));
  const mayBeEmpty = successes.some(({ contents }) => contents.length === 0);
  const printed = successes.map(({ status, contents, errorWhen }): [string, string] => {
    const reader = withErrors(printReader(contents), errorWhen);
    const isEmpty = contents.length === 0;
    return [status, mayBeEmpty && !isEmpty ? `{ read: runtime.orNone, as: ${reader} }` : reader];
  });
  const errors = failures.map(({ status, contents }): [string, string] => [status, printReader(contents)]);
  const [first] = errors;
  const isUniform = first !== undefined && errors.every(([, reader]) => reader === first[1]);
  const rows =
    isUniform && printed.length > 0 ? [...printed, ['default', first[1]] as const] : [...printed, ...errors];
  return rows.map(([status, reader]) => `${statusKey(status)}: ${reader}`);
}

function withErrors(reader: string, errorWhen: ErrorWhen | undefined): string {
  if (errorWhen === undefined) return reader;
  const path = keysOf(errorWhen.pointer).map(literal).join(', ');
  const values = errorWhen.in === undefined ? '' : `, in: [${errorWhen.in.map(printValue).join(', ')}]`;
  return `{ read: runtime.errorWhen, as: ${reader}, at: [${path}]${values} }`;
}

function printValue(value: unknown): string {
  return typeof value === 'string' ? literal(value) : String(value);
}

/** A function for one JSON body or none; else by media type. */
function printReader(contents: readonly ReadContent[]): string {
  const [only] = contents;
  if (only === undefined) return 'runtime.none';
  if (contents.length === 1 && isJson(only.mediaType)) return `runtime.${only.read}`;
  // The first of a media type counts, so that it is set last.
  const readOf = new Map([...contents].reverse().map(({ mediaType, read }) => [mediaType, read]));
  const distinct = [...new Set(contents.map(({ mediaType }) => mediaType))];
  const readers = distinct.map((mediaType) => `${literal(mediaType)}: runtime.${readOf.get(mediaType)!}`);
  return `{ read: runtime.byMediaType, contents: { ${readers.join(', ')} } }`;
}

interface ReadContent {
  /** The media type with the parameters that tell versions apart. */
  readonly accept: string;
  readonly mediaType: string;
  readonly read: string;
  readonly type: string;
}

function contentsOf(document: OpenApiDocument, response: Response, types: TypeOf): ReadContent[] {
  return Object.entries(response.content ?? {}).map(([mediaType, { schema }]) => {
    const type = essence(mediaType);
    const accept = withoutCharset(mediaType);
    if (isBinary(document, schema)) return { accept, mediaType: type, read: 'blob', type: 'Blob' };
    if (isJson(type) || (type === '*/*' && schema !== undefined && !isStringLike(document, schema))) {
      const int64 = schema !== undefined && types.hasInt64(schema);
      return {
        accept,
        mediaType: type,
        read: int64 ? 'jsonInt64' : 'json',
        type: schema === undefined ? 'unknown' : types.print(schema),
      };
    }
    if (isText(type) || isStringLike(document, schema)) {
      const text = schema !== undefined && isStringLike(document, schema) ? types.print(schema) : 'string';
      return { accept, mediaType: type, read: 'text', type: text };
    }
    return { accept, mediaType: type, read: 'blob', type: 'Blob' };
  });
}

/** What is read as text or JSON is decoded as UTF-8 in any case. */
function withoutCharset(mediaType: string): string {
  const [type, ...parameters] = mediaType.split(';').map((part) => part.trim());
  return [type!.toLowerCase(), ...parameters.filter((parameter) => !/^(charset=.*)?$/i.test(parameter))].join(
    '; ',
  );
}

/** An answer without content is `undefined`. */
function typesOf(contents: readonly ReadContent[]): string[] {
  return contents.length === 0 ? ['undefined'] : contents.map(({ type }) => type);
}

function union(types: readonly string[], none: string): string {
  const distinct = [...new Set(types)];
  if (distinct.every((type) => type === 'undefined')) return none;
  return distinct.join(' | ');
}

function normalised(status: string): string {
  return /^[1-5]xx$/i.test(status) ? status.toUpperCase() : status;
}

function statusKey(status: string): string {
  return /^\d+$/.test(status) || status === 'default' ? status : literal(status);
}
