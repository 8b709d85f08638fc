import { firstFree } from '../../print/free-names.js';
import { prose } from '../../print/prose.js';
import { camelCase, pascalCase } from '../../print/words.js';
import { deref } from '../openapi/declared.js';
import type { Encoding, OpenApiDocument, Parameter, Schema } from '../openapi/document.js';
import { isJson } from '../openapi/media-type.js';
import { takesNull } from '../openapi/nulls.js';
import { own } from '../openapi/refs.js';
import { isFlat, isScalar } from './flat.js';

/** A parameter, as a member of the request object. */
export interface ParameterModel {
  /** The runtime's encoder. */
  readonly encode: string;
  /** The member of the request object. */
  readonly key: string;
  /** The name on the wire. */
  readonly name: string;
  readonly required: boolean;
  readonly allowReserved: boolean;
  /** Whether it can hold an object or list within its value, of which its style says nothing. */
  readonly nested: boolean;
  /** Whether its schema takes `null`, which it cannot send though it is required. */
  readonly refusesNull: boolean;
  /** Whether its value is a secret (`format: password`). */
  readonly secret: boolean;
  readonly schema: Schema | undefined;
  /** What the description says of it. */
  readonly parameter: Parameter;
}

/** The style functions of the runtime by place, style and explode (OpenAPI Parameter Object, Style Values). */
const encoders: Record<string, readonly [notExploded: string, exploded: string]> = {
  'path simple': ['pathSimple', 'pathSimpleExplode'],
  'path label': ['pathLabel', 'pathLabelExplode'],
  'path matrix': ['pathMatrix', 'pathMatrixExplode'],
  'query form': ['queryJoined', 'query'],
  // The standard defines these two without explode only; with it they are written as `form` is.
  'query spaceDelimited': ['querySpaced', 'query'],
  'query pipeDelimited': ['queryPiped', 'query'],
  'header simple': ['header', 'headerExplode'],
  'cookie form': ['cookieJoined', 'cookie'],
};
/** How lists are written within deepObject, which OpenAPI leaves open: `x-deep-object-lists`. */
const deepObjects: Record<string, string> = {
  indices: 'deepObject',
  brackets: 'deepObjectBrackets',
  repeat: 'deepObjectRepeat',
};
/** What these styles make of a primitive is the same with and without explode, and takes less code. */
const primitives: Record<string, string> = {
  'path simple': 'pathPrimitive',
  'query form': 'queryPrimitive',
  'header simple': 'headerPrimitive',
};
/** Every object has these: a request object without the member would not fit its type. */
const inherited = Object.getOwnPropertyNames(Object.prototype);
const defaultStyle = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' } as const;

/**
 * The parameters of an operation with the members of the request object they come from: camelCase of the wire name;
 * where two fall together, the later one says its place (`id`, `idQuery`). `taken` are members used otherwise.
 */
export function parameterModels(
  document: OpenApiDocument,
  parameters: readonly Parameter[],
  taken: readonly string[],
): ParameterModel[] {
  const keys = new Set<string>([...taken, ...inherited]);
  const order = ['path', 'query', 'header', 'cookie'];
  const byPlace = [...parameters].sort((one, other) => order.indexOf(one.in) - order.indexOf(other.in));
  const keyOf = new Map<Parameter, string>();
  const numbers = new Map<string, number>();
  for (const parameter of byPlace) {
    const plain = camelCase(parameter.name) || 'parameter';
    const wanted = keys.has(plain) ? prose`${plain}${pascalCase(parameter.in)}` : plain;
    const key = firstFree(wanted, (candidate) => keys.has(candidate), numbers);
    keys.add(key);
    keyOf.set(parameter, key);
  }
  return parameters.map((parameter) => {
    const [mediaType, content] = Object.entries(parameter.content ?? {})[0] ?? [];
    const schema = parameter.schema ?? contentSchema(document, mediaType, content?.schema);
    const encode = encoderOf(document, parameter, mediaType);
    const required = parameter.required === true || parameter.in === 'path';
    return {
      encode,
      key: keyOf.get(parameter)!,
      name: parameter.name,
      required,
      allowReserved: parameter.in === 'query' && parameter.allowReserved === true,
      nested: isStyled(encode) && !isFlat(document, schema ?? true),
      refusesNull: required && schema !== undefined && takesNull(document, schema),
      secret: deref(document, schema)?.format === 'password',
      schema,
      parameter,
    };
  });
}

/** The encoder of a style within a form body (Encoding Object), which is written as a query parameter is. */
export function formEncoder({ style = 'form', explode = style === 'form', ...said }: Encoding): string {
  if (style === 'deepObject') return deepObjectEncoder(said);
  return (own(encoders, prose`query ${style}`) ?? encoders['query form']!)[explode ? 1 : 0];
}

/** Whether an encoder writes a style that takes primitives, and lists and objects of them. */
export function isStyled(encode: string): boolean {
  return !/^deepObject|Json$|Primitive$/.test(encode);
}

function deepObjectEncoder({ 'x-deep-object-lists': lists }: { 'x-deep-object-lists'?: string }): string {
  return own(deepObjects, lists ?? 'indices') ?? 'deepObject';
}

function encoderOf(document: OpenApiDocument, parameter: Parameter, mediaType: string | undefined): string {
  if (mediaType !== undefined && isJson(mediaType)) return prose`${parameter.in}Json`;
  const style = parameter.style ?? defaultStyle[parameter.in];
  const explode = parameter.explode ?? style === 'form';
  if (parameter.in === 'query' && style === 'deepObject') return deepObjectEncoder(parameter);
  const primitive = own(primitives, prose`${parameter.in} ${style}`);
  if (primitive !== undefined && parameter.allowReserved !== true && isPrimitive(document, parameter.schema))
    return primitive;
  const pair =
    own(encoders, prose`${parameter.in} ${style}`) ??
    own(encoders, prose`${parameter.in} ${defaultStyle[parameter.in]}`)!;
  return pair[explode ? 1 : 0];
}

/** What a media type is written of: JSON of anything, any other of a text, which only the caller can make of the rest. */
function contentSchema(
  document: OpenApiDocument,
  mediaType: string | undefined,
  schema: Schema | undefined,
): Schema | undefined {
  if (mediaType === undefined || isJson(mediaType)) return schema;
  return schema !== undefined && isScalar(document, schema) ? schema : { type: 'string' };
}

/** Whether a schema allows strings, numbers and booleans only. */
export function isPrimitive(document: OpenApiDocument, schema: Schema | undefined): boolean {
  const { type } = deref(document, schema) ?? {};
  const types = typeof type === 'string' ? [type] : (type ?? []);
  return types.length > 0 && types.every((one) => /^(string|number|integer|boolean|null)$/.test(one));
}
