import { type ApiResponse, apiResponse } from './api-response.js';
import { Call } from './call.js';
import type { Configuration, PlainConfiguration } from './configuration.js';
import type { HeaderRecord } from './headers.js';
import type { Operation } from './operation.js';
import { readAnswer } from './read/answer.js';
import { responseError } from './read/error.js';
import { draftRequest } from './request.js';
import { type CallChanges, type CallOptions, overridden } from './request-init.js';
import { baseUrl, requestUrl } from './server-url.js';

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
 * @throws FetchError when no answer came, or it broke off; OutcomeUnknownError where that leaves a change in doubt.
 * @throws ResponseError when its status is not 2xx, or the description declares its body an error.
 * @throws ResponseFormatError when the body is not as described.
 */
export function call<Request, Result, Errors>(
  configuration: Configuration | PlainConfiguration,
  operation: Operation<Request, Result, Errors>,
  request: NoInfer<Request>,
  options?: CallOptions,
): Promise<Result> {
  return exchange(configuration, operation, request, options, readAnswer) as Promise<Result>;
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
async function exchange(
  configuration: Configuration | PlainConfiguration,
  operation: Operation,
  request: unknown,
  options: CallOptions | undefined,
  finish: Finish,
): Promise<unknown> {
  const current = new Call(operation, configuration);
  current.isRaw = finish !== readAnswer;
  let init: RequestInit | undefined;
  const rejected = (error: unknown): unknown => {
    let failure = current.failure(error);
    if (init !== undefined)
      failure = operation.lost?.(operation, failure, init.headers as HeaderRecord) ?? failure;
    current.tell?.('error', Object(failure));
    return failure;
  };
  try {
    const draft = draftRequest(configuration, operation, current, Object(request));
    const base = baseUrl(configuration, operation);
    current.tell?.('request', { base });
    const { security, authorize } = operation;
    if (security !== undefined) await authorize?.(configuration, security, draft, options);
    let changes: CallChanges = {};
    let asked: RequestInit = { method: operation.method, headers: draft.headers, redirect: 'manual' };
    if (draft.body !== undefined) asked.body = draft.body as NonNullable<RequestInit['body']>;
    if (configuration.credentials !== undefined) asked.credentials = configuration.credentials;
    if (options !== undefined) {
      changes = typeof options === 'function' ? await options({ init: asked, context: operation }) : options;
      asked = overridden(operation, asked, changes);
    }
    current.limit(changes);
    const signal = current.nextAttempt();
    if (signal !== undefined) asked.signal = signal;
    if (draft.stream !== undefined && asked.body === draft.body) Object.assign(asked, draft.stream(signal));
    init = asked;
    const response = await (configuration.fetchApi ?? fetch)(requestUrl(base, draft), init, current);
    if (!response.ok) throw await responseError(operation, response, current);
    const answer = await finish(operation, response, current, rejected);
    current.check();
    current.tell?.('response', response);
    return answer;
  } catch (error) {
    throw rejected(error);
  } finally {
    current.end();
  }
}
