import { declaredProperties, deref } from '../openapi/declared.js';
import type { Encoding, MediaType, OpenApiDocument, RequestBody, Schema } from '../openapi/document.js';
import { isJson, isMultipart, isRange, isText, isUrlencoded } from '../openapi/media-type.js';
import { takesNull } from '../openapi/nulls.js';
import { isBinary } from './content.js';
import type { SchemaFacts } from './facts.js';
import { isFlat, isScalar } from './flat.js';
import { formEncoder, isPrimitive, isStyled } from './parameters.js';

/** A request body, with all media types that it can be sent as; the first is the default. */
export interface BodyModel {
  readonly required: boolean;
  /** Whether it can hold a secret (`format: password`). */
  readonly secret: boolean;
  readonly description: string | undefined;
  readonly contents: readonly [ContentModel, ...ContentModel[]];
  /** Whether the request has to say, or can say, which media type it brings. */
  readonly isChosen: boolean;
}

/** One media type of a request body. */
export interface ContentModel {
  readonly mediaType: string;
  /** The runtime's encoder. */
  readonly encode: Encoder;
  /** The schema that its type is printed from; `undefined` where the encoder alone says what it takes. */
  readonly schema: Schema | undefined;
  /** Whether its schema takes `null`, of which only JSON makes a body. */
  readonly refusesNull: boolean;
  /** A range, as `image/*`, which a request has to make concrete. */
  readonly isRange: boolean;
  /** How members of a form are written where the description says so, by their names. */
  readonly encoding: readonly (readonly [name: string, EncodingModel])[];
  /** What the description says of it. */
  readonly media: MediaType;
}

export type Encoder =
  | 'urlencodedBody'
  | 'urlencodedPrimitiveBody'
  | 'multipartBody'
  | 'binaryBody'
  | 'jsonBody'
  | 'jsonInt64Body'
  | 'textBody';

export interface EncodingModel {
  readonly contentType?: string;
  /** The runtime's style function. */
  readonly encode?: string;
  readonly allowReserved?: true;
  /** As that of a parameter. */
  readonly nested?: true;
}

export function bodyModel(
  document: OpenApiDocument,
  body: RequestBody | undefined,
  facts: SchemaFacts,
): BodyModel | undefined {
  const [first, ...others] = Object.entries(body?.content ?? {}).map(
    ([mediaType, media]): ContentModel => ({
      mediaType,
      ...writerOf(document, mediaType, media, facts),
      refusesNull: !isJson(mediaType) && media.schema !== undefined && takesNull(document, media.schema),
      isRange: isRange(mediaType),
      encoding: isUrlencoded(mediaType) || isMultipart(mediaType) ? encodingOf(document, media) : [],
      media,
    }),
  );
  if (body === undefined || first === undefined) return undefined;
  return {
    required: body.required === true,
    secret: [first, ...others].some(
      ({ media: { schema } }) => schema !== undefined && facts.holdsSecret(schema),
    ),
    description: body.description,
    contents: [first, ...others],
    isChosen: others.length > 0 || first.isRange,
  };
}

function writerOf(
  document: OpenApiDocument,
  mediaType: string,
  media: MediaType,
  facts: SchemaFacts,
): { encode: Encoder; schema: Schema | undefined } {
  const { schema } = media;
  if (
    (isUrlencoded(mediaType) || isMultipart(mediaType)) &&
    schema !== undefined &&
    isScalar(document, schema)
  ) {
    // Nothing makes a form of it but the caller.
    return { encode: isMultipart(mediaType) ? 'multipartBody' : 'urlencodedBody', schema: undefined };
  }
  if (isUrlencoded(mediaType)) {
    return { encode: isFlatForm(document, media) ? 'urlencodedPrimitiveBody' : 'urlencodedBody', schema };
  }
  if (isMultipart(mediaType)) return { encode: 'multipartBody', schema };
  if (isBinary(deref(document, schema))) return { encode: 'binaryBody', schema: undefined };
  if (isJson(mediaType)) {
    const isInt64 = schema !== undefined && facts.holdsInt64(schema);
    return { encode: isInt64 ? 'jsonInt64Body' : 'jsonBody', schema };
  }
  if (!isText(mediaType)) return { encode: 'binaryBody', schema: undefined };
  return {
    encode: 'textBody',
    schema: schema !== undefined && isScalar(document, schema) ? schema : undefined,
  };
}

/** Whether no member of a form is written as JSON: each is a primitive or a list of them, and no encoding names a type. */
function isFlatForm(document: OpenApiDocument, { schema, encoding }: MediaType): boolean {
  const form = deref(document, schema) ?? {};
  const isOpen = (form.additionalProperties ?? false) !== false || form.patternProperties !== undefined;
  const isComposed = [form.allOf, form.anyOf, form.oneOf].some((schemas) => schemas !== undefined);
  const namesType = Object.values(encoding ?? {}).some(({ contentType }) => contentType !== undefined);
  if (form.properties === undefined || isOpen || isComposed || namesType) return false;
  return Object.values(form.properties).every((member) => {
    const { type, items } = deref(document, member) ?? {};
    return (
      isPrimitive(document, member) ||
      (type === 'array' && typeof items === 'object' && isPrimitive(document, items))
    );
  });
}

/** Encoding Object → a media type where one is named, a style function where a style is. */
function encodingOf(
  document: OpenApiDocument,
  { schema, encoding = {} }: MediaType,
): [string, EncodingModel][] {
  return Object.entries(encoding).flatMap(([name, said]): [string, EncodingModel][] => {
    const members = schema === undefined ? [] : [...declaredProperties(document, schema, name)];
    const isMemberFlat = members.length > 0 && members.every((member) => isFlat(document, member.schema));
    const model = encodingModel(said, isMemberFlat);
    return Object.keys(model).length === 0 ? [] : [[name, model]];
  });
}

function encodingModel(said: Encoding, isMemberFlat: boolean): EncodingModel {
  const { contentType, style, explode, allowReserved } = said;
  if (style === undefined && explode === undefined && allowReserved === undefined)
    return contentType === undefined ? {} : { contentType };
  const encode = formEncoder(said);
  return {
    encode,
    ...(allowReserved === true && { allowReserved }),
    ...(isStyled(encode) && !isMemberFlat && { nested: true }),
  };
}
