import type { Configuration } from './configuration.js';

/** What middleware, errors and `fetchApi` are told of the operation in flight: names only, never values. */
export interface OperationInfo {
  /** The operationId, as the OpenAPI description spells it. */
  readonly id: string;
  /** The HTTP method, in upper case. */
  readonly method: string;
  /** The path template, such as `/customers/{customerId}`. */
  readonly path: string;
}

/**
 * An operation as data: everything `send` needs to make the request and to read the answer.
 * Generated code holds one constant of this type per operation.
 *
 * `Request`, `Result` and `Errors` exist for the compiler only: the request object, the value of a
 * successful answer, and the error bodies by status (`default` for the rest).
 */
export interface Operation<Request = never, Result = unknown, Errors = unknown> extends OperationInfo {
  /** The servers it may be sent to; the first is the default (OpenAPI: operation, else path, else root). */
  readonly servers: readonly Server[];
  readonly params: readonly Param[];
  readonly body?: Body;
  /** Alternatives (OR) of schemes that go together (AND). An empty alternative means "without credentials". */
  readonly security: readonly SecurityAlternative[];
  /** The `Accept` header; absent where no answer has a body. */
  readonly accept?: string;
  /** Status (`200`, `4XX`, `default`) → media type → reader. No media type means: no body. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, Read>>>>;
  /** Never set; carries the types. */
  readonly types?: (request: Request) => readonly [Result, Errors];
}

/** One server of the description; `url` may hold `{variables}`. */
export interface Server {
  readonly url: string;
  readonly description?: string;
  readonly variables?: Readonly<Record<string, ServerVariable>>;
}

export interface ServerVariable {
  readonly default: string;
  readonly enum?: readonly string[];
}

/** One parameter: which member of the request object goes where, and how it is written there. */
export interface Param {
  readonly encode: Encode;
  /** The member of the request object. */
  readonly key: string;
  /** The name on the wire. */
  readonly name: string;
  readonly required?: boolean;
  /** RFC 6570 reserved expansion instead of strict percent-encoding (query only). */
  readonly allowReserved?: boolean;
}

/** Writes one value into the draft. Called only with a value that is neither `undefined` nor `null`. */
export type Encode = (draft: RequestDraft, param: Param, value: unknown) => void;

export interface Body {
  readonly required: boolean;
  /** The media types the operation takes, in the order of the description; the first is the default. */
  readonly contents: readonly BodyContent[];
}

export interface BodyContent {
  /** The media type, or a range such as `image/*`, for which the request must name one. */
  readonly type: string;
  readonly encode: EncodeBody;
  /** Members of a form whose encoding is not the default. */
  readonly encoding?: Readonly<Record<string, FormEncoding>>;
}

/** OpenAPI Encoding Object: how one member of a form body is written. */
export interface FormEncoding {
  /** multipart: media type of the part. urlencoded: `application/json` writes the member as JSON. */
  readonly contentType?: string;
  /** A query encoder: the member is written by that style (urlencoded, and multipart without contentType). */
  readonly encode?: Encode;
  readonly allowReserved?: boolean;
}

export type EncodeBody = (draft: RequestDraft, content: BodyContent, value: unknown) => void;

/** Reads a body. @throws ResponseFormatError when the body is not what the description promises. */
export type Read = (response: Response, operation: OperationInfo) => Promise<unknown>;

/** One security scheme: where its credential comes from and, by the same encoders as a parameter, where it goes. */
export interface SecurityScheme {
  /** The name in `components.securitySchemes`. */
  readonly id: string;
  readonly credential: Credential;
  readonly encode: Encode;
  /** The header, query or cookie name. */
  readonly name: string;
}

/** A scheme within an alternative; with the scopes the operation asks for where it is OAuth 2.0 or OpenID Connect. */
export type SecurityRequirement =
  | SecurityScheme
  | { readonly scheme: SecurityScheme; readonly scopes: readonly string[] };

export type SecurityAlternative = readonly SecurityRequirement[];

/**
 * Asks the configuration for a credential in the form in which it goes on the wire (`Bearer …`, `Basic …`, the bare key).
 * `undefined` means: this scheme is not configured. `alternative` is the set of schemes asked for together.
 */
export type Credential = (
  configuration: Configuration,
  scheme: SecurityScheme,
  scopes: readonly string[],
  alternative: SecurityAlternative,
) => Promise<string | undefined>;

/** A request being put together. Encoders write into it; nobody else does. */
export interface RequestDraft {
  readonly operation: OperationInfo;
  /** The path template, with the values filled in so far. */
  path: string;
  /** `name=value` pairs, already percent-encoded. */
  readonly query: string[];
  readonly headers: Headers;
  /** `name=value` pairs, already percent-encoded. */
  readonly cookies: string[];
  body: RequestBody | undefined;
}

/** What `fetch` takes as a body; `BodyInit` without needing the DOM library. */
export type RequestBody =
  | string
  | Blob
  | ArrayBuffer
  | Uint8Array
  | FormData
  | URLSearchParams
  | ReadableStream;

/** A number that may not fit a JavaScript `number`: a `bigint` exactly when it does not (|n| > 2^53 - 1). */
export type Int64 = number | bigint;

/** What a binary request body may be. A stream is sent once and never replayed. */
export type BinaryBody = Blob | ArrayBuffer | Uint8Array | ReadableStream | string;
