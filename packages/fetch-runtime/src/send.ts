import { type ApiResponse, apiResponse } from './api-response.js';
import { chooseBody } from './body/choose.js';
import type { Configuration } from './configuration.js';
import { checkPath } from './encode/path.js';
import { mergeHeaders, setHeader } from './headers.js';
import { withMiddleware } from './middleware.js';
import type { Operation, OperationInfo, RequestDraft } from './operation.js';
import { responseError } from './read/error-body.js';
import { member, requireParams } from './request.js';
import { type InitOverrides, requestInit } from './request-init.js';
import { applySecurity, requireSecurity } from './security/choose.js';
import { requestUrl, serverUrl } from './server-url.js';

/**
 * Sends an operation and waits for the head of the answer; `value()` of the result reads the body.
 *
 * Headers, the later over the earlier: `configuration.headers`; `Accept`, parameters and `Content-Type` of the
 * operation; credentials; `initOverrides.headers`.
 *
 * @throws RequiredError, RequestError, CredentialsError before anything is sent.
 * @throws FetchError when no answer came.
 * @throws ResponseError when its status is not 2xx.
 */
export async function send<Request, Result, Errors>(
  configuration: Configuration,
  operation: Operation<Request, Result, Errors>,
  request: NoInfer<Request>,
  initOverrides: InitOverrides = {},
): Promise<ApiResponse<Result>> {
  const info: OperationInfo = { id: operation.id, method: operation.method, path: operation.path };
  const draft = draftRequest(configuration, operation, info, request ?? {});
  const base = serverUrl(configuration, operation);
  const given = new Headers(draft.headers);
  if (typeof initOverrides !== 'function') mergeHeaders(given, info, initOverrides.headers);
  const isSecured = await applySecurity(configuration, operation, draft, given);
  addCookies(draft);
  const url = requestUrl(base, draft);
  const init = await requestInit(configuration, draft, initOverrides);
  if (!isSecured) requireSecurity(operation, draft, new Headers(init.headers));
  const fetchApi = withMiddleware(configuration.fetchApi, ...configuration.middleware);
  const response = await fetchApi(url, init, info);
  if (!response.ok) throw await responseError(operation, info, response);
  return apiResponse(operation, info, response, init.signal);
}

/**
 * Sends an operation and answers the value of its body: what a generated function and method do.
 *
 * @throws what `send` throws, and ResponseFormatError when the body is not as described.
 */
export async function call<Request, Result, Errors>(
  configuration: Configuration,
  operation: Operation<Request, Result, Errors>,
  request: NoInfer<Request>,
  initOverrides?: InitOverrides,
): Promise<Result> {
  const answer = await send(configuration, operation, request, initOverrides);
  return answer.value();
}

function draftRequest(
  configuration: Configuration,
  operation: Operation,
  info: OperationInfo,
  request: object,
): RequestDraft {
  requireParams(operation, request);
  const body = chooseBody(operation, request);
  const { path } = info;
  const draft: RequestDraft = {
    operation: info,
    path,
    query: [],
    headers: new Headers(),
    cookies: [],
    body: undefined,
  };
  mergeHeaders(draft.headers, info, configuration.headers);
  if (operation.accept !== undefined) setHeader(draft.headers, info, 'accept', operation.accept, 'accept');
  for (const param of operation.params) {
    const value = member(request, param.key);
    if (value !== undefined && value !== null) param.encode(draft, param, value);
  }
  checkPath(draft, operation.params);
  body?.content.encode(draft, body.content, body.value);
  return draft;
}

function addCookies(draft: RequestDraft): void {
  if (draft.cookies.length === 0) return;
  const cookies = [draft.headers.get('cookie'), ...draft.cookies].filter((pair) => pair !== null);
  setHeader(draft.headers, draft.operation, 'cookie', cookies.join('; '), 'cookie');
}
