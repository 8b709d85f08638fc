/**
 * The parts of OpenAPI 3.0.3 and 3.1.0 documents that the transforms and the printers read.
 * Values are plain JSON. Every object may carry `x-` extensions.
 */
export interface Extensible {
  [extension: `x-${string}`]: unknown;
}

export interface OpenApiDocument extends Extensible {
  openapi: string;
  info: Extensible & { title: string; version: string; description?: string };
  servers?: Server[];
  paths?: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components?: Components;
  security?: SecurityRequirement[];
  tags?: Tag[];
  externalDocs?: ExternalDocs;
}

export interface Components extends Extensible {
  schemas?: Record<string, Schema>;
  responses?: Record<string, Response>;
  parameters?: Record<string, Parameter>;
  examples?: Record<string, unknown>;
  requestBodies?: Record<string, RequestBody>;
  headers?: Record<string, Header>;
  securitySchemes?: Record<string, SecurityScheme>;
  links?: Record<string, unknown>;
  callbacks?: Record<string, Callback>;
  pathItems?: Record<string, PathItem>;
}

export const httpMethods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
export type HttpMethod = (typeof httpMethods)[number];

export type PathItem = Extensible & {
  $ref?: string;
  summary?: string;
  description?: string;
  servers?: Server[];
  parameters?: Parameter[];
} & { [Method in HttpMethod]?: Operation };

export interface Operation extends Extensible {
  /** The operationId of the operation that tells what became of a call of this one whose answer was lost. */
  'x-outcome-check'?: string;
  /** Whether it can be sent again though it is a POST or PATCH. */
  'x-idempotent'?: boolean;
  /** How all pages of the list that it answers are read. */
  'x-pagination'?: Pagination;
  operationId?: string;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  tags?: string[];
  externalDocs?: ExternalDocs;
  parameters?: Parameter[];
  requestBody?: RequestBody;
  responses?: Record<string, Response>;
  callbacks?: Record<string, Callback>;
  security?: SecurityRequirement[];
  servers?: Server[];
}

/**
 * How the pages of a list follow each other; docs/guides/spec-extensions.md. Parameters are named, or are JSON Pointers
 * (RFC 6901) into a JSON request body; what answers hold is found by JSON Pointers.
 */
export interface Pagination {
  /** The parameter for the number of the first record wanted. One of `record`, `page` and `cursor` is there. */
  record?: string;
  /** The parameter for the number of the page wanted. */
  page?: string;
  /** The parameter for what an answer gave as `next`. */
  cursor?: string;
  /** The number of the first record or page. Default: 1. */
  first?: number;
  /** The next cursor. */
  next?: string;
  /** The URL of the next page, whose query has the next cursor as the parameter `cursor`. */
  nextUrl?: string;
  /** The items. */
  items: string;
  /** The parameter for the number of records per page. */
  limit?: string;
  /** Whether more follow. */
  more?: string;
  /** The number of records in all. */
  total?: string;
  /** The number of pages in all. */
  pages?: string;
}

export type Callback = Record<string, PathItem>;

export interface Header extends Extensible {
  $ref?: string;
  description?: string;
  required?: boolean;
  deprecated?: boolean;
  allowEmptyValue?: boolean;
  allowReserved?: boolean;
  style?: string;
  explode?: boolean;
  schema?: Schema;
  content?: Record<string, MediaType>;
  example?: unknown;
  examples?: Record<string, unknown>;
}

export interface Parameter extends Header {
  'x-deep-object-lists'?: DeepObjectLists;
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
}

export interface RequestBody extends Extensible {
  $ref?: string;
  description?: string;
  required?: boolean;
  content: Record<string, MediaType>;
}

export interface MediaType extends Extensible {
  schema?: Schema;
  encoding?: Record<string, Encoding>;
  example?: unknown;
  examples?: Record<string, unknown>;
}

/** How a list is written within `style: deepObject`: `a[0]=x`, `a[]=x` or `a=x`. Default: `indices`. */
export type DeepObjectLists = 'indices' | 'brackets' | 'repeat';

export interface Encoding extends Extensible {
  'x-deep-object-lists'?: DeepObjectLists;
  contentType?: string;
  headers?: Record<string, Header>;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
}

/** Which JSON bodies of a success are errors. */
export interface ErrorWhen {
  /** A JSON Pointer (RFC 6901) to a place that is there, and neither null nor empty, in an error. */
  pointer: string;
  /** The values there that make it one. Default: any. */
  in?: unknown[];
  /** The schema of an error, where it is one of several. */
  schema?: Schema;
}

export interface Response extends Extensible {
  'x-error-when'?: ErrorWhen;
  $ref?: string;
  description?: string;
  headers?: Record<string, Header>;
  content?: Record<string, MediaType>;
  links?: Record<string, unknown>;
}

export interface Discriminator extends Extensible {
  propertyName: string;
  mapping?: Record<string, string>;
}

/** A Schema Object of 3.0 or 3.1 (JSON Schema 2020-12), or a reference to one. */
export interface Schema extends Extensible {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  nullable?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;
  deprecated?: boolean;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  unevaluatedProperties?: boolean | Schema;
  propertyNames?: Schema;
  required?: string[];
  items?: Schema | boolean;
  prefixItems?: Schema[];
  uniqueItems?: boolean;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  not?: Schema;
  if?: Schema;
  then?: Schema;
  else?: Schema;
  discriminator?: Discriminator;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: boolean | number;
  exclusiveMaximum?: boolean | number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  contentMediaType?: string;
  contentEncoding?: string;
  example?: unknown;
  examples?: unknown[];
  externalDocs?: ExternalDocs;
  $defs?: Record<string, Schema>;
}

export interface Server extends Extensible {
  url: string;
  description?: string;
  variables?: Record<string, ServerVariable>;
}

export interface ServerVariable extends Extensible {
  default: string;
  enum?: string[];
  description?: string;
}

export interface Tag extends Extensible {
  name: string;
  description?: string;
  externalDocs?: ExternalDocs;
}

export interface ExternalDocs extends Extensible {
  url: string;
  description?: string;
}

/** Scheme name to scopes; all schemes of one requirement are needed together. */
export type SecurityRequirement = Record<string, string[]>;

export interface SecurityScheme extends Extensible {
  type: string;
  description?: string;
  name?: string;
  in?: 'query' | 'header' | 'cookie';
  scheme?: string;
  bearerFormat?: string;
  flows?: Record<string, OAuthFlow>;
  openIdConnectUrl?: string;
}

export interface OAuthFlow extends Extensible {
  authorizationUrl?: string;
  tokenUrl?: string;
  refreshUrl?: string;
  scopes: Record<string, string>;
}
