/**
 * Names no schema may have in TypeScript. Three kinds: those that do not compile, those of JavaScript and of
 * the fetch API that a user of the client writes beside the models, and those of `@acme/fetch-runtime`.
 * A schema called so becomes `Model…`, as openapi-generator's typescript-fetch does it. A change here renames
 * published types.
 */
const language = `
  any as asserts async await bigint boolean break case catch class const constructor continue debugger declare default
  delete do else enum export extends false finally for from function get global if implements import in infer
  instanceof interface intrinsic is keyof let module namespace never new null number object of out override package
  private protected public readonly require return satisfies set static string super switch symbol this throw true
  try type typeof undefined unique unknown using var void while with yield arguments eval globalThis`;

const utilityTypes = `
  Awaited Capitalize ConstructorParameters Exclude Extract InstanceType Lowercase NoInfer NonNullable Omit
  Parameters Partial Pick Readonly Record Required ReturnType ThisType Uncapitalize Uppercase`;

const javaScript = `
  AggregateError Array ArrayBuffer ArrayLike AsyncFunction AsyncGenerator AsyncIterable AsyncIterableIterator
  AsyncIterator Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError FinalizationRegistry
  Float32Array Float64Array Function Generator GeneratorFunction Infinity Int16Array Int32Array Int8Array Intl
  Iterable IterableIterator Iterator JSON Map Math NaN Number Object Promise PromiseLike Proxy RangeError
  ReadonlyArray ReadonlyMap ReadonlySet ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol
  SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet`;

const fetchApi = `
  AbortController AbortSignal Blob BodyInit DOMException File FormData Headers HeadersInit
  ReadableStream Request RequestCredentials RequestInfo RequestInit Response ResponseInit TextDecoder
  TextEncoder TransformStream URL URLSearchParams WritableStream`;

const runtime = `
  AccessTokenSource Answer AnyConfiguration ApiError ApiKeySource ApiResponse Authorize Awaitable BaseAPI
  BaseClient BinaryBody Body BodyContent ByMediaType Call CallChanges CallEvent CallInfo CallLimits CallOptions
  CallSettings ClientAuth ClientParameters Configuration ConfigurationParameters Credential CredentialSource CredentialsError CredentialsErrorCode
  Download DownloadOptions Encode EncodeBody ErrorContext ErrorStatus ErrorWhen FetchApi FetchError
  FetchErrorCode FetchParams FormEncoding HookResult InitOverrideFunction InitOverrides Int64 IsApiError
  Middleware Observe OnProgress Operation OperationInfo OrNone OutcomeUnknownError Paginated PaginationError
  PaginationErrorReason PaginationRule Param PlainConfiguration PlatformError Progress Read RequestBody RequestContext
  RequestDraft RequestError RequiredError ResponseContext ResponseError ResponseErrorClass ResponseFormatError
  ResponseFormatReason ResponseReader RetryBucket RetryFailure RetryOptions RuntimeError SecurityAlternative
  SecurityRequirement SecurityScheme SentAttempt Server ServerVariable Tell`;

export const takenNames: ReadonlySet<string> = new Set(
  [language, utilityTypes, javaScript, fetchApi, runtime].join(' ').trim().split(/\s+/),
);

/** Exported by `errors.ts` of every client. */
export const errorNames: readonly string[] = ['ApiErrors', 'ApiError', 'isApiError', 'ResponseError'];

/** What the index of every client exports, beside what is named after its operations and schemas. */
export const indexNames: readonly string[] = ['servers', 'security', ...errorNames];

/** What the index of every client exports of `@acme/fetch-runtime`: classes and functions, and then types. */
export const runtimeValues: readonly string[] = `
  Configuration CredentialsError diagnostics download FetchError isOutcomeUnknown OutcomeUnknownError observeAll onEvent
  PaginationError PlatformError RequestError RequiredError ResponseFormatError RuntimeError withMiddleware withProgress
  withRetry`
  .trim()
  .split(/\s+/);
export const runtimeTypes: readonly string[] = `
  ApiResponse CallEvent CallOptions ClientAuth ClientParameters ConfigurationParameters Download DownloadOptions FetchApi InitOverrides Middleware
  Observe OnProgress Paginated PlainConfiguration Progress RetryBucket RetryFailure RetryOptions`
  .trim()
  .split(/\s+/);
