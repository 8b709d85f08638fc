import type { Awaitable } from './configuration.js';
import { FetchError, RuntimeError } from './errors.js';
import type { OperationInfo } from './operation.js';

/** Sends a request. The global `fetch` is one; `operation` tells what the request is for. */
export type FetchApi = (url: string, init: RequestInit, operation: OperationInfo) => Promise<Response>;

export interface FetchParams {
  url: string;
  init: RequestInit;
}

export interface RequestContext extends FetchParams {
  /** `fetchApi` without the middleware, so that a hook can send without calling itself. */
  fetch: (url: string, init: RequestInit, operation?: OperationInfo) => Promise<Response>;
  operation: OperationInfo;
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

/**
 * `fetchApi` with the hooks of `middleware` around it.
 *
 * @throws FetchError when no response came and no `onError` hook gave one. Errors of this package, which a
 *   `fetchApi` may throw when it uses another client, and errors thrown by hooks pass as they are.
 */
export function withMiddleware(fetchApi: FetchApi, ...middleware: readonly Middleware[]): FetchApi {
  return async (url, init, operation) => {
    const fetch: RequestContext['fetch'] = (otherUrl, otherInit, other = operation) =>
      fetchApi(otherUrl, otherInit, other);
    let params: FetchParams = { url, init };
    for (const hooks of middleware) {
      params = (await hooks.pre?.({ fetch, operation, ...params })) ?? params;
    }
    const context: RequestContext = { fetch, operation, url: params.url, init: params.init };
    let response = await fetchOrRecover(fetchApi, middleware, context);
    for (const hooks of middleware) {
      response = (await hooks.post?.({ ...context, response })) ?? response;
    }
    return response;
  };
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
    let response: Response | undefined;
    for (const hooks of middleware) {
      const known = response === undefined ? {} : { response };
      response = (await hooks.onError?.({ ...context, error, ...known })) ?? response;
    }
    if (response !== undefined) return response;
    throw error instanceof RuntimeError ? error : new FetchError(operation, error, init.signal);
  }
}
