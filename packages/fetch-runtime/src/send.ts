import { Call } from './call/call.js';
import { type CallOptions, overridden } from './call/call-options.js';
import type { AnyConfiguration, Configuration, PlainConfiguration } from './configuration.js';
import { RequestError } from './errors/errors.js';
import { type HeaderRecord, requireKey } from './headers.js';
import type { Operation } from './operation.js';
import { knowsCache } from './platform/knows-cache.js';
import { type ApiResponse, apiResponse } from './read/api-response.js';
import { none } from './read/none.js';
import { readBody } from './read/read-body.js';
import { responseError } from './read/response-error.js';
import { draftRequest } from './request/draft-request.js';
import { baseUrl, requestUrl, requireSecure } from './request/server-url.js';

/**
 * Sends an operation and answers the value of its body: what a generated function and method do.
 *
 * Headers, the later over the earlier: `configuration.headers`; `Accept`, parameters and `Content-Type` of the
 * operation; credentials; `options.headers`.
 *
 * Redirects are not followed unless `options.redirect` says so: `fetch` would take credentials in headers of the
 * vendor's own, and in the query, along to another host.
 *
 * @throws RequiredError, RequestError, CredentialsError before anything is sent.
 * @throws FetchError when no answer came, or it broke off; OutcomeUnknownError where that leaves the outcome unknown.
 * @throws ResponseError when its status is not 2xx, or the description declares its body an error.
 * @throws ResponseFormatError when the body is not as described.
 */
export function call<Request, Result, Errors>(
  configuration: Configuration | PlainConfiguration,
  operation: Operation<Request, Result, Errors>,
  request: NoInfer<Request>,
  options?: CallOptions,
): Promise<Result> {
  return exchange(configuration, operation, request, options, readBody) as Promise<Result>;
}

/** As `call`, but waits for the head of the answer only; `value()` of the result reads the body. */
export function send<Request, Result, Errors>(
  configuration: Configuration | PlainConfiguration,
  operation: Operation<Request, Result, Errors>,
  request: NoInfer<Request>,
  options?: CallOptions,
): Promise<ApiResponse<Result>> {
  return exchange(configuration, operation, request, options, apiResponse) as Promise<ApiResponse<Result>>;
}

type Finish = (
  operation: Operation,
  response: Response,
  call: Call,
  rejected: (error: unknown) => unknown,
) => unknown;

/** One async function for all of it: every further one would cost time on each call. */
function exchange(
  configuration: Configuration | PlainConfiguration,
  operation: Operation,
  request: unknown,
  options: CallOptions | undefined,
  finish: Finish,
): Promise<unknown> {
  const current = new Call(operation, configuration);
  let url = '';
  let init: RequestInit = {};
  let isAnswered = false;
  const rejected = (error: unknown): unknown => {
    let failure = current.failed(error);
    if (current.isSent) {
      const { isOutcomeUnknown, hidesOutcomeUnknown } = current;
      const attempt = { url, init, error, isAnswered: isAnswered || isOutcomeUnknown, hidesOutcomeUnknown };
      failure = operation.onOutcomeUnknown?.(operation, failure, attempt) ?? failure;
    }
    current.tell?.('error', Object(failure));
    return failure;
  };
  const work = async (): Promise<unknown> => {
    // Those of a plain object would not run.
    if (configuration.middleware !== undefined && !('with' in configuration)) throw hooksNeeded(operation);
    const draft = draftRequest(configuration, operation, current, Object(request));
    const base = baseUrl(configuration, operation);
    current.tell?.('request', { base });
    current.limit(typeof options === 'object' ? options : {});
    const { security, authorize } = operation;
    const isAuthorized =
      security !== undefined && (await authorize?.(configuration, security, draft, options)) !== false;
    let asked: RequestInit = { method: operation.method, headers: draft.headers, redirect: 'manual' };
    if (draft.body !== undefined) asked.body = draft.body as NonNullable<RequestInit['body']>;
    if (configuration.credentials !== undefined) asked.credentials = configuration.credentials;
    if (typeof options === 'function') {
      const changes = await options({ init: asked, context: operation });
      current.end();
      current.limit(changes);
      asked = overridden(operation, asked, changes);
    } else if (options !== undefined) asked = overridden(operation, asked, options);
    guard(configuration, operation, base, asked, isAuthorized || draft.hasSecret === true);
    const signal = current.nextAttempt();
    if (signal !== undefined) asked.signal = signal;
    if (draft.stream !== undefined && asked.body === draft.body) Object.assign(asked, draft.stream(signal));
    init = asked;
    url = requestUrl(base, draft);
    const response = await (configuration.fetchApi ?? fetch)(url, init, current);
    isAnswered = true;
    // After the end of the call nobody will read it.
    if (current.isOver) await none(response);
    current.check();
    if (!response.ok) {
      current.answered(response);
      throw await responseError(operation, response, current);
    }
    const answer = await finish(operation, response, current, rejected);
    current.check();
    current.tell?.('response', response);
    return current.done(answer);
  };
  return current.within(work, rejected);
}

/** What must hold of a request, whoever made which part of it. Also keeps answers out of the caches of platforms. */
function guard(
  configuration: AnyConfiguration,
  operation: Operation,
  base: string,
  init: RequestInit & { cache?: string },
  isAuthorized: boolean,
): void {
  const headers = init.headers as HeaderRecord;
  const { authorization, cookie, 'idempotency-key': key } = headers;
  const { fetchApi = globalThis.fetch } = configuration;
  // The placeholder of a helper for logging in, which nothing would replace.
  if (fetchApi === globalThis.fetch && Object.values(headers).includes('[redacted]'))
    throw hooksNeeded(operation);
  if (key !== undefined) requireKey(operation, key);
  const hasCredentials = isAuthorized || authorization !== undefined || cookie !== undefined;
  if (hasCredentials) requireSecure(base, configuration, operation);
  const isPlainRead = !hasCredentials && /^(GET|HEAD|OPTIONS)$/.test(init.method!);
  if (!isPlainRead && init.cache === undefined && knowsCache()) init.cache = 'no-store';
}

function hooksNeeded(operation: Operation): RequestError {
  return new RequestError(operation, 'middleware', 'needs a Configuration: a plain object runs no hooks');
}
