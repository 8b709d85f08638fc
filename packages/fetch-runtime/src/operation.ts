import type { Call } from './call/call.js';
import type { CallOptions } from './call/call-options.js';
import type { AnyConfiguration } from './configuration.js';
import type { SentAttempt } from './errors/unsent.js';
import type { OperationInfo } from './operation-info.js';

/**
 * An operation as data: everything `send` needs to make the request and to read the answer. Generated code holds one
 * constant of this type per operation. What only some operations need (styles, credentials, server variables) is
 * referred to by function, so that a bundle holds what its operations use and nothing else.
 *
 * `Request`, `Result` and `Errors` exist for the compiler only: the request object, the value of a
 * successful answer, and the error bodies by status (`default` for the rest).
 */
export interface Operation<Request = never, Result = unknown, Errors = unknown> extends OperationInfo {
  /** The servers it may be sent to; the first is the default (OpenAPI: operation, else path, else root). */
  readonly servers: readonly Server[];
  readonly params?: readonly Param[];
  readonly body?: Body;
  /** Alternatives (OR) of schemes that go together (AND). An empty alternative means "without credentials". */
  readonly security?: readonly SecurityAlternative[];
  /** Writes the credentials; there wherever `security` is. */
  readonly authorize?: Authorize;
  /** The `Accept` header; absent where no answer has a body. */
  readonly accept?: string;
  /** Status (`200`, `4XX`, `default`) → how its body is read. */
  readonly responses: Readonly<Record<string, ResponseReader>>;
  /** Says so where an error leaves the outcome of a change unknown: `outcomeUnknown`. */
  readonly onOutcomeUnknown?: OnOutcomeUnknown;
  /** The operationId that tells what became of a call of this one whose answer was lost (`x-outcome-check`). */
  readonly outcomeCheck?: string;
  /** Never set; carries the types. */
  readonly types?: (request: Request) => readonly [Result, Errors];
}

/** Turns the error of an operation of which nobody knows whether it took effect into one that says so. */
export type OnOutcomeUnknown = (operation: Operation, error: unknown, attempt: SentAttempt) => unknown;

/** One server of the description; `url` may hold `{variables}`. */
export interface Server {
  readonly url: string;
  readonly variables?: Readonly<Record<string, ServerVariable>>;
  /** Makes the base URL where `url` is not it already: fills variables. */
  readonly resolve?: (server: Server, configuration: AnyConfiguration, operation: OperationInfo) => string;
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
  /** For `nestedJson`: the style that writes what it has made of the value. */
  readonly as?: Encode;
  /** Its value is a credential (`format: password`): it goes over https only, and the answer into no cache. */
  readonly secret?: boolean;
}

/** Writes one value into the draft. Called only with a value that is neither `undefined` nor `null`. */
export type Encode = (draft: RequestDraft, param: Param, value: unknown) => void;

/** The body of a request: one media type, or with `chooseBody` as `encode` several. */
export interface Body {
  /** Called with a value that is not `undefined`. */
  readonly encode: EncodeBody;
  readonly required?: boolean;
  /** A member of it is a credential (`format: password`): it goes over https only. */
  readonly secret?: boolean;
  /** The media type, or a range such as `image/*`, for which the request must name one. */
  readonly type?: string;
  /** Members of a form whose encoding is not the default. */
  readonly encoding?: Readonly<Record<string, FormEncoding>>;
  /** For `chooseBody`: the media types of the operation, in the order of the description; the first is the default. */
  readonly contents?: readonly BodyContent[];
}

export interface BodyContent extends Body {
  readonly type: string;
}

/** OpenAPI Encoding Object: how one member of a form body is written. */
export interface FormEncoding {
  /** multipart: media type of the part. urlencoded: `application/json` writes the member as JSON. */
  readonly contentType?: string;
  /** A query encoder: the member is written by that style (urlencoded, and multipart without contentType). */
  readonly encode?: Encode;
  readonly allowReserved?: boolean;
  /** As that of a parameter. */
  readonly as?: Encode;
}

export type EncodeBody = (draft: RequestDraft, body: BodyContent, value: unknown, request: object) => void;

/** How the body of an answer is read: by a function, or by one that needs to be told more. */
export type ResponseReader = Read | ByMediaType | ErrorWhen | OrNone;

/** Reads a body. @throws ResponseFormatError when the body is not what the description promises. */
export type Read = (response: Response, call: Call) => Promise<unknown>;

/** A body with other than one JSON media type: `{ read: byMediaType, contents: { 'text/csv': text } }`. */
export interface ByMediaType {
  readonly read: (response: Response, call: Call, options: ByMediaType) => Promise<unknown>;
  readonly contents: Readonly<Record<string, Read>>;
}

/**
 * A success whose body may be an error (`x-error-when`): `{ read: errorWhen, as: json, at: ['status'], in: ['invalid'] }`.
 */
export interface ErrorWhen {
  readonly read: (response: Response, call: Call, options: ErrorWhen) => Promise<unknown>;
  readonly as: ResponseReader;
  /** The keys that lead to the place in the body that tells. */
  readonly at: readonly string[];
  /** The values that make it an error. Default: any but `null` and an empty text. */
  readonly in?: readonly unknown[];
}

/** Where another success of the operation has no body, any may come without: `{ read: orNone, as: json }`. */
export interface OrNone {
  readonly read: (response: Response, call: Call, options: OrNone) => Promise<unknown>;
  readonly as: ResponseReader;
}

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

/** Writes the credentials of an operation into the draft. @returns `false` where it goes without any. */
export type Authorize = (
  configuration: AnyConfiguration,
  security: readonly SecurityAlternative[],
  draft: RequestDraft,
  options: CallOptions | undefined,
  // biome-ignore lint/suspicious/noConfusingVoidType: what says nothing has written credentials
) => Promise<boolean | void>;

/**
 * Asks the configuration for a credential in the form in which it goes on the wire (`Bearer …`, `Basic …`, the bare key).
 * `undefined` means: this scheme is not configured. `alternative` is the set of schemes asked for together.
 */
export type Credential = (
  configuration: AnyConfiguration,
  scheme: SecurityScheme,
  operation: OperationInfo,
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
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  body?: RequestBody;
  /** Whether it holds the value of a secret parameter. */
  hasSecret?: boolean;
  /** Makes of a body that is a stream what `fetch` wants, once the signal of the attempt is there. */
  stream?: (signal: AbortSignal | undefined) => RequestInit;
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
