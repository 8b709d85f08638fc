import { type Code, ts } from '../../print/code.js';
import { keyName, objectLiteral, textLiteral } from '../../print/literal.js';
import { deref } from '../openapi/declared.js';
import type { MediaType, OpenApiDocument, RequestBody, Schema } from '../openapi/document.js';
import { isJson, isMultipart, isRange, isText, isUrlencoded } from '../openapi/media-type.js';
import { formEncoder } from './parameters.js';
import { runtime } from './runtime.js';

/** What the type stage tells about a schema. */
export interface TypeOf {
  /** The TypeScript type of a schema. */
  print(schema: Schema): Code;
  /** Whether a value of it can hold an integer beyond 2^53. */
  hasInt64(schema: Schema): boolean;
}

/** One media type of a request body as the template prints it. */
export interface CarriedContent {
  readonly mediaType: string;
  /** The runtime's encoder. */
  readonly encode: string;
  readonly type: Code;
  readonly isRange: boolean;
  /** The `encoding` member of the descriptor, if it has one. */
  readonly encoding: Code | undefined;
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
    encoding: isUrlencoded(mediaType) || isMultipart(mediaType) ? encodingOf(content) : undefined,
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
): { encode: string; type: Code } {
  if (isUrlencoded(mediaType))
    return { encode: 'urlencodedBody', type: formType(schema, types, ts`URLSearchParams`) };
  if (isMultipart(mediaType)) return { encode: 'multipartBody', type: formType(schema, types, ts`FormData`) };
  if (isBinary(document, schema)) return { encode: 'binaryBody', type: runtime('BinaryBody') };
  if (isJson(mediaType)) {
    const int64 = schema !== undefined && types.hasInt64(schema);
    return {
      encode: int64 ? 'jsonInt64Body' : 'jsonBody',
      type: schema === undefined ? ts`unknown` : types.print(schema),
    };
  }
  if (isText(mediaType)) {
    return {
      encode: 'textBody',
      type: schema !== undefined && isStringLike(document, schema) ? types.print(schema) : ts`string`,
    };
  }
  return { encode: 'binaryBody', type: runtime('BinaryBody') };
}

function formType(schema: Schema | undefined, types: TypeOf, ready: Code): Code {
  return schema === undefined ? ready : ts`${types.print(schema)} | ${ready}`;
}

/** Encoding Object → the descriptor's `encoding`: a media type where one is named, a style function where a style is. */
function encodingOf(content: MediaType): Code | undefined {
  const members = Object.entries(content.encoding ?? {}).flatMap(([name, encoding]) => {
    const parts: Code[] = [];
    const hasStyle =
      encoding.style !== undefined || encoding.explode !== undefined || encoding.allowReserved !== undefined;
    if (encoding.contentType !== undefined && !hasStyle)
      parts.push(ts`contentType: ${textLiteral(encoding.contentType)}`);
    if (hasStyle) parts.push(ts`encode: ${runtime(formEncoder(encoding.style, encoding.explode))}`);
    if (encoding.allowReserved === true) parts.push(ts`allowReserved: true`);
    return parts.length === 0 ? [] : [ts`${keyName(name)}: ${objectLiteral(parts)}`];
  });
  return members.length === 0 ? undefined : objectLiteral(members);
}
