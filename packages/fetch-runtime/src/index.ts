export type { ApiResponse } from './api-response.js';
export { BaseAPI } from './base-api.js';
export { binaryBody } from './body/binary.js';
export { jsonInt64Body } from './body/int64.js';
export { jsonBody } from './body/json.js';
export { multipartBody } from './body/multipart.js';
export { textBody } from './body/text.js';
export { urlencodedBody } from './body/urlencoded.js';
export {
  type AccessTokenSource,
  type ApiKeySource,
  type Awaitable,
  Configuration,
  type ConfigurationParameters,
  type CredentialSource,
} from './configuration.js';
export { cookie, cookieJoined, cookieJson } from './encode/cookie.js';
export { header, headerExplode, headerJson } from './encode/header.js';
export {
  pathJson,
  pathLabel,
  pathLabelExplode,
  pathMatrix,
  pathMatrixExplode,
  pathSimple,
  pathSimpleExplode,
} from './encode/path.js';
export { deepObject, query, queryJoined, queryJson, queryPiped, querySpaced } from './encode/query.js';
export {
  CredentialsError,
  type CredentialsErrorCode,
  FetchError,
  type FetchErrorCode,
  RequestError,
  RequiredError,
  ResponseError,
  ResponseFormatError,
  type ResponseFormatReason,
  RuntimeError,
} from './errors.js';
export {
  type ErrorContext,
  type FetchApi,
  type FetchParams,
  type HookResult,
  type Middleware,
  type RequestContext,
  type ResponseContext,
  withMiddleware,
} from './middleware.js';
export type {
  BinaryBody,
  Body,
  BodyContent,
  Credential,
  Encode,
  EncodeBody,
  FormEncoding,
  Int64,
  Operation,
  OperationInfo,
  Param,
  Read,
  RequestBody,
  RequestDraft,
  SecurityAlternative,
  SecurityRequirement,
  SecurityScheme,
  Server,
  ServerVariable,
} from './operation.js';
export { blob } from './read/blob.js';
export { jsonInt64 } from './read/int64.js';
export { json } from './read/json.js';
export { none } from './read/none.js';
export { text } from './read/text.js';
export type { InitOverrideFunction, InitOverrides } from './request-init.js';
export { apiKey, basic, bearer, oauth2, openIdConnect } from './security/credentials.js';
export { call, send } from './send.js';
