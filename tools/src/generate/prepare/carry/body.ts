import type { MediaType, OpenApiDocument, RequestBody, Schema } from '../../openapi.js';
import { literal, memberName } from '../names.js';
import { deref } from '../schemas/declared.js';
import { isJson, isMultipart, isRange, isText, isUrlencoded } from './media-type.js';
import { formEncoder } from './parameters.js';

/** What the type stage tells about a schema. */
export interface TypeOf {
  /** The TypeScript text of a schema, references as `models.X`. */
  print(schema: Schema): string;
  /** Whether a value of it can hold an integer beyond 2^53. */
  hasInt64(schema: Schema): boolean;
}

/** One media type of a request body as the template prints it. */
export interface CarriedContent {
  readonly mediaType: string;
  readonly encode: string;
  readonly type: string;
  readonly isRange: boolean;
  /** The `encoding` member of the descriptor, or an empty text. */
  readonly encoding: string;
}

export function carryBody(
  document: OpenApiDocument,
  body: RequestBody | undefined,
  types: TypeOf,
): CarriedContent[] {
  return Object.entries(body?.content ?? {}).map(([mediaType, content]) => ({
    mediaType,
    ...writerOf(document, mediaType, content, types),
    isRange: isRange(mediaType),
    encoding: isUrlencoded(mediaType) || isMultipart(mediaType) ? encodingOf(content) : '',
  }));
}

/** Whether a schema stands for bytes: `format: binary` (3.0), or `contentMediaType` without text encoding (3.1). */
export function isBinary(document: OpenApiDocument, schema: Schema | undefined): boolean {
  const target = deref(document, schema);
  return (
    target?.format === 'binary' ||
    (target?.contentMediaType !== undefined &&
      target.contentEncoding === undefined &&
      target.type !== 'object')
  );
}

export function isStringLike(document: OpenApiDocument, schema: Schema | undefined): boolean {
  const target = deref(document, schema);
  return (
    target?.type === 'string' ||
    (Array.isArray(target?.type) && target.type.every((type) => type === 'string'))
  );
}

function writerOf(
  document: OpenApiDocument,
  mediaType: string,
  { schema }: MediaType,
  types: TypeOf,
): { encode: string; type: string } {
  if (isUrlencoded(mediaType))
    return { encode: 'urlencodedBody', type: formType(schema, types, 'URLSearchParams') };
  if (isMultipart(mediaType)) return { encode: 'multipartBody', type: formType(schema, types, 'FormData') };
  if (isBinary(document, schema)) return { encode: 'binaryBody', type: 'runtime.BinaryBody' };
  if (isJson(mediaType)) {
    const int64 = schema !== undefined && types.hasInt64(schema);
    return {
      encode: int64 ? 'jsonInt64Body' : 'jsonBody',
      type: schema === undefined ? 'unknown' : types.print(schema),
    };
  }
  if (isText(mediaType)) {
    return {
      encode: 'textBody',
      type: schema !== undefined && isStringLike(document, schema) ? types.print(schema) : 'string',
    };
  }
  return { encode: 'binaryBody', type: 'runtime.BinaryBody' };
}

function formType(schema: Schema | undefined, types: TypeOf, ready: string): string {
  return schema === undefined ? ready : `${types.print(schema)} | ${ready}`;
}

/** Encoding Object → the descriptor's `encoding`: a media type where one is named, a style function where a style is. */
function encodingOf(content: MediaType): string {
  const members = Object.entries(content.encoding ?? {}).flatMap(([name, encoding]) => {
    const parts: string[] = [];
    const hasStyle =
      encoding.style !== undefined || encoding.explode !== undefined || encoding.allowReserved !== undefined;
    if (encoding.contentType !== undefined && !hasStyle)
      parts.push(`contentType: ${literal(encoding.contentType)}`);
    if (hasStyle) parts.push(`encode: runtime.${formEncoder(encoding.style, encoding.explode)}`);
    if (encoding.allowReserved === true) parts.push('allowReserved: true');
    return parts.length === 0 ? [] : [`${memberName(name)}: { ${parts.join(', ')} }`];
  });
  return members.length === 0 ? '' : `{ ${members.join(', ')} }`;
}
