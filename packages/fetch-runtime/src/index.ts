export { BaseAPI } from './base-api.js';
export { BaseClient, type ClientAuth, type ClientParameters } from './base-client.js';
export { binaryBody } from './body/binary.js';
export { chooseBody } from './body/choose.js';
export { jsonInt64Body } from './body/int64.js';
export { jsonBody } from './body/json.js';
export { multipartBody } from './body/multipart.js';
export { textBody } from './body/text.js';
export { urlencodedBody, urlencodedPrimitiveBody } from './body/urlencoded.js';
export type { Call, CallInfo } from './call/call.js';
export type { CallChanges, CallOptions, InitOverrideFunction, InitOverrides } from './call/call-options.js';
export type { CallLimits, CallSettings, Observe, Tell } from './call/settings.js';
export {
  type AccessTokenSource,
  type AnyConfiguration,
  type ApiKeySource,
  Configuration,
  type ConfigurationParameters,
  type CredentialSource,
  type PlainConfiguration,
} from './configuration.js';
export { cookie, cookieJoined, cookieJson } from './encode/cookie.js';
export { deepObject, deepObjectBrackets, deepObjectRepeat } from './encode/deep-object.js';
export { header, headerExplode, headerJson, headerPrimitive } from './encode/header.js';
export { nestedJson } from './encode/nested-json.js';
export {
  pathJson,
  pathLabel,
  pathLabelExplode,
  pathMatrix,
  pathMatrixExplode,
  pathPrimitive,
  pathSimple,
  pathSimpleExplode,
} from './encode/path.js';
export {
  query,
  queryJoined,
  queryJson,
  queryPiped,
  queryPrimitive,
  querySpaced,
} from './encode/query.js';
export {
  type ApiError,
  type ErrorStatus,
  type IsApiError,
  isApiError,
  type ResponseErrorClass,
} from './errors/api-error.js';
export {
  CredentialsError,
  type CredentialsErrorCode,
  FetchError,
  OutcomeUnknownError,
  PlatformError,
  RequestError,
  RequiredError,
  ResponseError,
  ResponseFormatError,
  type ResponseFormatReason,
  RuntimeError,
} from './errors/errors.js';
export type { FetchErrorCode } from './errors/fetch-cause.js';
export { isOutcomeUnknown, outcomeUnknown } from './errors/outcome-unknown.js';
export type { SentAttempt } from './errors/unsent.js';
export type { FetchApi } from './middleware/fetch-api.js';
export {
  type Awaitable,
  type ErrorContext,
  type FetchParams,
  type HookResult,
  type Middleware,
  type RequestContext,
  type ResponseContext,
  withMiddleware,
} from './middleware/middleware.js';
export { diagnostics } from './observability/diagnostics.js';
export { type CallEvent, observeAll, onEvent } from './observability/events.js';
export type {
  Authorize,
  BinaryBody,
  Body,
  BodyContent,
  ByMediaType,
  Credential,
  Encode,
  EncodeBody,
  ErrorWhen,
  FormEncoding,
  Int64,
  Operation,
  OrNone,
  Param,
  Read,
  RequestBody,
  RequestDraft,
  ResponseReader as Answer,
  SecurityAlternative,
  SecurityRequirement,
  SecurityScheme,
  Server,
  ServerVariable,
} from './operation.js';
export type { OperationInfo } from './operation-info.js';
export { paginate } from './pagination/paginate.js';
export { PaginationError, type PaginationErrorReason } from './pagination/pagination-error.js';
export type { Paginated, PaginationRule } from './pagination/rule.js';
export type { ApiResponse } from './read/api-response.js';
export { blob } from './read/blob.js';
export { byMediaType } from './read/by-media-type.js';
export { errorWhen } from './read/error-when.js';
export { jsonInt64 } from './read/int64.js';
export { json } from './read/json.js';
export { none } from './read/none.js';
export { orNone } from './read/or-none.js';
export { text } from './read/text.js';
export { resolveServer } from './request/server-url.js';
export type { RetryBucket, RetryFailure, RetryOptions } from './retry/options.js';
export { withRetry } from './retry/with-retry.js';
export { authorize } from './security/authorize.js';
export { apiKey, basic, bearer, oauth2, openIdConnect } from './security/credentials.js';
export { call, send } from './send.js';
export { type Download, type DownloadOptions, download } from './stream/download.js';
export type { OnProgress, Progress } from './stream/progress.js';
export { withProgress } from './stream/with-progress.js';
