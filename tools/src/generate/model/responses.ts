import { type Code, distinct, isSame, join, ts } from '../../print/code.js';
import { keyName, literal, literals, memberName, objectLiteral, type Scalar } from '../../print/literal.js';
import { prose, shownScalar } from '../../print/prose.js';
import type { ErrorWhen, HttpMethod, OpenApiDocument, Operation, Response } from '../openapi/document.js';
import { keysOf } from '../openapi/json.js';
import { essence, isJson, isText } from '../openapi/media-type.js';
import { isBinary, isStringLike, type TypeOf } from './body.js';
import { runtime } from './runtime.js';

export interface CarriedResponses {
  /** `200: runtime.json`, one per status; `default` for all errors where they are read alike. */
  readonly readers: Code[];
  /** The type of a successful answer. */
  readonly result: Code;
  /** Members of the errors-by-status type; `unknown` is the body of a status that the description gives none. */
  readonly errors: { status: string; type: Code; description: string }[];
  /** The `Accept` header, or an empty text where no answer has a body. */
  readonly accept: string;
}

/** How each status of an operation is read, and as what. Statuses stay as the description has them (`4XX`, `default`). */
export function carryResponses(
  document: OpenApiDocument,
  operation: Operation,
  types: TypeOf,
  method?: HttpMethod,
): CarriedResponses {
  const statuses = Object.entries(operation.responses ?? {})
    .filter(([status]) => !status.startsWith('x-'))
    .map(([status, response]) => {
      const hasContent = method !== 'head' && !withoutContent.test(status);
      const described = contentsOf(document, response, types);
      return {
        status: normalised(status),
        response,
        hasContent,
        described,
        contents: hasContent ? described : [],
        errorWhen: hasContent ? response['x-error-when'] : undefined,
      };
    });
  const succeeds = (status: string): boolean => /^2/.test(status);
  const declared = statuses.filter(({ status }) => succeeds(status));
  // Only `default` beside errors: it is what a successful answer looks like (OpenAPI Responses Object).
  const results = declared.length > 0 ? declared : statuses.filter(({ status }) => status === 'default');
  const failures = statuses.filter(({ status }) => !succeeds(status));
  // HEAD asks for the headers that GET would get, so it accepts the same.
  const ordered = [...results, ...failures].flatMap(({ described }) => described.map(({ accept }) => accept));
  return {
    readers: printReaders(statuses),
    result: union(
      results.flatMap(({ contents, errorWhen }) => resultTypes(contents, errorWhen, types)),
      ts`void`,
    ),
    errors: [...declared.filter(({ errorWhen }) => errorWhen !== undefined), ...failures].map(
      ({ status, response, contents, hasContent, errorWhen }) => ({
        status,
        type:
          errorWhen?.schema === undefined
            ? union(typesOf(contents), hasContent ? ts`unknown` : undefinedType)
            : types.print(errorWhen.schema),
        description: errorWhen === undefined ? (response.description ?? '') : errorInSuccess(errorWhen),
      }),
    ),
    accept: [...new Set(ordered)].join(', '),
  };
}

/** RFC 9110 §15: responses with these statuses have no content, whatever the description says; nor has one to HEAD (§9.3.2). */
const withoutContent = /^(?:204|205|304)$/;

/** Without the errors that are a type of their own. */
function resultTypes(
  contents: readonly ReadContent[],
  errorWhen: ErrorWhen | undefined,
  types: TypeOf,
): Code[] {
  const all = typesOf(contents);
  const error = errorWhen?.schema === undefined ? undefined : types.print(errorWhen.schema);
  return error === undefined ? all : all.map((type) => ts`Exclude<${type}, ${error}>`);
}

function errorInSuccess({ pointer, in: values }: ErrorWhen): string {
  const condition =
    values === undefined ? 'is there' : prose`is one of: ${values.map(shownScalar).join(', ')}`;
  return prose`An error inside a success: \`${pointer}\` ${condition}.`;
}

const undefinedType = ts`undefined`;

interface Status {
  readonly status: string;
  readonly contents: readonly ReadContent[];
  readonly errorWhen: ErrorWhen | undefined;
}

function printReaders(statuses: readonly Status[]): Code[] {
  const successes = statuses.filter(({ status }) => status.startsWith('2'));
  const failures = statuses.filter(({ status }) => !status.startsWith('2'));
  const mayBeEmpty = successes.some(({ contents }) => contents.length === 0);
  const printed = successes.map(({ status, contents, errorWhen }): [string, Code] => {
    const reader = withErrors(printReader(contents), errorWhen);
    const isEmpty = contents.length === 0;
    return [status, mayBeEmpty && !isEmpty ? ts`{ read: ${runtime('orNone')}, as: ${reader} }` : reader];
  });
  const errors = failures.map(({ status, contents }): [string, Code] => [status, printReader(contents)]);
  const [first] = errors;
  const isUniform = first !== undefined && errors.every(([, reader]) => isSame(reader, first[1]));
  const rows =
    isUniform && printed.length > 0 ? [...printed, ['default', first[1]] as const] : [...printed, ...errors];
  return rows.map(([status, reader]) => ts`${statusKey(status)}: ${reader}`);
}

function withErrors(reader: Code, errorWhen: ErrorWhen | undefined): Code {
  if (errorWhen === undefined) return reader;
  return objectLiteral([
    ts`read: ${runtime('errorWhen')}`,
    ts`as: ${reader}`,
    ts`at: ${literals(keysOf(errorWhen.pointer))}`,
    ...(errorWhen.in === undefined ? [] : [ts`in: ${literals(errorWhen.in as Scalar[])}`]),
  ]);
}

/** A function for one JSON body or none; else by media type. */
function printReader(contents: readonly ReadContent[]): Code {
  const [only] = contents;
  if (only === undefined) return runtime('none');
  if (contents.length === 1 && isJson(only.mediaType)) return runtime(only.read);
  // The first of a media type counts, so that it is set last.
  const readOf = new Map([...contents].reverse().map(({ mediaType, read }) => [mediaType, read]));
  const mediaTypes = [...new Set(contents.map(({ mediaType }) => mediaType))];
  const readers = mediaTypes.map(
    (mediaType) => ts`${keyName(mediaType)}: ${runtime(readOf.get(mediaType)!)}`,
  );
  return ts`{ read: ${runtime('byMediaType')}, contents: ${objectLiteral(readers)} }`;
}

interface ReadContent {
  /** The media type with the parameters that tell versions apart. */
  readonly accept: string;
  readonly mediaType: string;
  readonly read: string;
  readonly type: Code;
}

function contentsOf(document: OpenApiDocument, response: Response, types: TypeOf): ReadContent[] {
  return Object.entries(response.content ?? {}).map(([mediaType, { schema }]) => {
    const type = essence(mediaType);
    const accept = withoutCharset(mediaType);
    if (isBinary(document, schema)) return { accept, mediaType: type, read: 'blob', type: ts`Blob` };
    if (isJson(type) || (type === '*/*' && schema !== undefined && !isStringLike(document, schema))) {
      const int64 = schema !== undefined && types.hasInt64(schema);
      return {
        accept,
        mediaType: type,
        read: int64 ? 'jsonInt64' : 'json',
        type: schema === undefined ? ts`unknown` : types.print(schema),
      };
    }
    if (isText(type) || isStringLike(document, schema)) {
      const text = schema !== undefined && isStringLike(document, schema) ? types.print(schema) : ts`string`;
      return { accept, mediaType: type, read: 'text', type: text };
    }
    return { accept, mediaType: type, read: 'blob', type: ts`Blob` };
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
function typesOf(contents: readonly ReadContent[]): Code[] {
  return contents.length === 0 ? [undefinedType] : contents.map(({ type }) => type);
}

function union(types: readonly Code[], none: Code): Code {
  if (types.every((type) => isSame(type, undefinedType))) return none;
  return join(distinct(types), ts` | `);
}

function normalised(status: string): string {
  return /^[1-5]xx$/i.test(status) ? status.toUpperCase() : status;
}

/** A status as the name of a member: `200`, `'4XX'`, `default`. */
export function statusKey(status: string): Code {
  return /^[1-9]\d{2}$/.test(status) ? literal(Number(status)) : memberName(status);
}
