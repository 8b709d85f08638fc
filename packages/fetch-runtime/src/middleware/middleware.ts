import type { Call, CallInfo } from '../call/call.js';
import { isIdempotentMethod } from '../call/idempotent-method.js';
import { FetchError, RequestError, RuntimeError } from '../errors/errors.js';
import { outcomeUnknownStatus } from '../errors/outcome-unknown.js';
import { isUnsent } from '../errors/unsent.js';
import { idempotencyKey } from '../headers.js';
import { type FetchApi, lookedUp } from './fetch-api.js';

export interface FetchParams {
  url: string;
  init: RequestInit;
}

export interface RequestContext extends FetchParams {
  /**
   * `fetchApi` without the middleware, so that a hook can send without calling itself. All that the hooks of one call
   * send in this way is bounded: by the time limit of the attempt, and by ten requests.
   */
  fetch: (url: string, init: RequestInit, operation?: CallInfo) => Promise<Response>;
  operation: CallInfo;
}

export interface ResponseContext extends RequestContext {
  /** The response itself. A hook that reads its body reads a `clone()`, or returns a replacement. */
  response: Response;
}

export interface ErrorContext extends RequestContext {
  /** What `fetchApi` threw. */
  error: unknown;
  /** The response an earlier `onError` hook gave. */
  response?: Response;
}

/** A value, or a promise of it. */
export type Awaitable<T> = T | PromiseLike<T>;

/** What a hook returns: a replacement, or nothing to leave things as they are. */
// biome-ignore lint/suspicious/noConfusingVoidType: a hook without a return statement is a hook
export type HookResult<T> = Awaitable<T | undefined | void>;

/**
 * Hooks around `fetchApi`. Of several, all `pre` run in order, then the request, then all `post` in the same order.
 * `init.headers` is a plain object with names in lower case.
 */
export interface Middleware {
  /** May replace URL and init. */
  pre?(context: RequestContext): HookResult<FetchParams>;
  /** May replace the response. */
  post?(context: ResponseContext): HookResult<Response>;
  /** Called when no response came; may give one, which `post` hooks then get. */
  onError?(context: ErrorContext): HookResult<Response>;
}

/** Requests that the hooks of one call may send by themselves. */
const HOOK_REQUESTS = 10;

/**
 * `fetchApi` with the hooks of `middleware` around it. What a hook throws comes out as it is. Once `init.signal` has
 * aborted, no further hook runs and nothing is sent, whatever a hook still does.
 *
 * @param fetchApi The global `fetch`, or `undefined` for it, is looked up at each call.
 * @throws RequestError when the hooks of one call send more than ten requests by themselves, and for an
 *   Idempotency-Key of theirs that is blank, or other than that of the call; and when they make a request that can be
 *   repeated one that cannot, such as a POST of a GET.
 */
export function withMiddleware(
  fetchApi: FetchApi | undefined,
  ...middleware: readonly Middleware[]
): FetchApi {
  const send = lookedUp(fetchApi);
  return async (url, init, operation) => {
    let sent = 0;
    let isTried = false;
    const { signal } = init;
    const { id, method, path } = operation;
    // Its own attempts are not those of the call: a retry of one must not end the other.
    const fetch: RequestContext['fetch'] = async (otherUrl, otherInit, other = { id, method, path }) => {
      sent += 1;
      if (sent > HOOK_REQUESTS)
        throw new RequestError(
          operation,
          'middleware',
          `sends more than ${HOOK_REQUESTS} requests for one call`,
        );
      // It may be the request itself, sent again.
      if (isTried) tell(operation, { isSent: true });
      let response: Response;
      try {
        response = await send(otherUrl, otherInit, other);
      } catch (error) {
        if (!isTried || error instanceof RuntimeError) throw error;
        // Then its fate is that of the call.
        const failure = new FetchError(operation, error);
        const attempt = { url: otherUrl, init: otherInit, error };
        if (!isUnsent(failure.code, attempt)) tell(operation, { isOutcomeUnknown: true });
        throw failure;
      }
      if (isTried && pathOf(otherUrl) === pathOf(context.url)) tellAnswered(operation, response);
      return response;
    };
    let context: RequestContext = { fetch, operation, url, init };
    // Now, as a hook may change the init itself.
    const checkChanged = checking(operation, init);
    tell(operation, { isSent: false });
    for (const hooks of middleware) {
      const changes = await hook(operation, () => hooks.pre?.(context), false);
      stopIfAborted(signal);
      if (changes) context = { ...context, ...changes };
    }
    checkChanged(context.init);
    tell(operation, { isSent: true });
    isTried = true;
    let response = await fetchOrRecover(send, middleware, context);
    tellAnswered(operation, response);
    for (const hooks of middleware) {
      stopIfAborted(signal);
      const isOutcomeUnknown = outcomeUnknownStatus.test(`${response.status}`);
      const replaced = await hook(operation, () => hooks.post?.({ ...context, response }), isOutcomeUnknown);
      response = replaced ?? response;
    }
    return response;
  };
}

/** What the server may have got of the call. Hooks and `fetchApi` can be used without one. */
function tell(operation: CallInfo, known: Partial<Pick<Call, 'isSent' | 'isOutcomeUnknown'>>): void {
  if (operation.attempt !== undefined) Object.assign(operation, known);
}

/** 4xx and 500 tell that it was not done; so the hooks may do it again. */
function tellAnswered(operation: CallInfo, { status }: Response): void {
  if (status < 400 || status > 500) tell(operation, { isOutcomeUnknown: true });
}

/** A hook may go to another host, or sign its query anew. */
function pathOf(url: string): string {
  return url.replace(/^[^/]*\/\/[^/]*|\?.*$/gs, '');
}

/** Checks what hooks make of a request: retries and unknown outcomes follow from its method and its key. */
function checking(operation: CallInfo, { method, headers }: RequestInit): (changed: RequestInit) => void {
  const key = idempotencyKey(operation, headers);
  return (changed) => {
    if (isIdempotentMethod(method) && !isIdempotentMethod(changed.method))
      throw new RequestError(operation, 'method', 'can be changed to one that is idempotent only');
    // Another one for each attempt would be none.
    if (idempotencyKey(operation, changed.headers) !== key && key !== undefined)
      throw new RequestError(operation, 'Idempotency-Key', 'cannot be changed by a hook');
  };
}

function stopIfAborted(signal: AbortSignal | null | undefined): void {
  if (signal?.aborted === true) throw signal.reason;
}

async function fetchOrRecover(
  fetchApi: FetchApi,
  middleware: readonly Middleware[],
  context: RequestContext,
): Promise<Response> {
  const { url, init, operation } = context;
  try {
    return await fetchApi(url, init, operation);
  } catch (error) {
    const isSent = !isUnsent(new FetchError(operation, error).code, { url, init, error });
    tell(operation, isSent ? { isOutcomeUnknown: true } : { isSent: false });
    let response: Response | undefined;
    for (const hooks of middleware) {
      const known = response === undefined ? {} : { response };
      const given = await hook(
        operation,
        () => hooks.onError?.({ ...context, error, ...known }),
        isSent,
        error,
      );
      response = given ?? response;
    }
    if (response !== undefined) return response;
    throw error;
  }
}

/**
 * @param isOutcomeUnknown whether what the hook looks at leaves the outcome of a change unknown.
 * @param failure What `fetchApi` threw: a hook that throws it again has none of its own.
 */
async function hook<Result>(
  operation: CallInfo,
  run: () => Result,
  isOutcomeUnknown: boolean,
  failure?: unknown,
): Promise<Awaited<Result>> {
  try {
    return await run();
  } catch (error) {
    if (error !== failure) Object.assign(operation, { thrown: error, hidesOutcomeUnknown: isOutcomeUnknown });
    throw error;
  }
}
