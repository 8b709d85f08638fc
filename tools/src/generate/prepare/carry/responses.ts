import type { OpenApiDocument, Operation, Response } from '../../openapi.js';
import { literal } from '../names.js';
import { isBinary, isStringLike, type TypeOf } from './body.js';
import { essence, isJson, isText } from './media-type.js';

export interface CarriedResponses {
  /** `200: { 'application/json': runtime.json }`, one per status. */
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
    }));
  const succeeds = (status: string): boolean => /^2/.test(status);
  const declared = statuses.filter(({ status }) => succeeds(status));
  // Only `default` beside errors: it is what a successful answer looks like (OpenAPI Responses Object).
  const results = declared.length > 0 ? declared : statuses.filter(({ status }) => status === 'default');
  const failures = statuses.filter(({ status }) => !succeeds(status));
  const ordered = [...results, ...failures].flatMap(({ contents }) => contents.map(({ accept }) => accept));
  return {
    readers: statuses.map(({ status, contents }) => {
      const first = contents.filter(
        ({ mediaType }, index) => contents.findIndex((other) => other.mediaType === mediaType) === index,
      );
      const readers = first.map(({ mediaType, read }) => `${literal(mediaType)}: runtime.${read}`);
      return `${statusKey(status)}: {${readers.length === 0 ? '' : ` ${readers.join(', ')} `}}`;
    }),
    result: union(
      results.flatMap(({ contents }) => typesOf(contents)),
      'void',
    ),
    errors: failures.map(({ status, response, contents }) => ({
      status: statusKey(status),
      type: union(typesOf(contents), 'undefined'),
      description: response.description ?? '',
    })),
    accept: [...new Set(ordered)].join(', '),
  };
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
