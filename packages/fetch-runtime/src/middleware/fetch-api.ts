import type { CallInfo } from '../call/call.js';
import { RequestError } from '../errors/errors.js';

/** Sends a request, and honours `init.signal`. The global `fetch` is one; `operation` tells what the request is for. */
export type FetchApi = (url: string, init: RequestInit, operation: CallInfo) => Promise<Response>;

/** `fetchApi`; the global `fetch` and `undefined` as `platformFetch`. */
export function lookedUp(fetchApi: FetchApi | undefined): FetchApi {
  return fetchApi === undefined || fetchApi === globalThis.fetch ? platformFetch : fetchApi;
}

/** The global `fetch` of the moment, so that what is put in its place later is used, as by msw and by monitoring. */
const platformFetch: FetchApi = async (url, init, operation) => {
  for (const text of [url, ...new Headers(init.headers).values()]) {
    if (placeholder.test(text)) {
      throw new RequestError(
        operation,
        'middleware',
        'of the helper is missing: its placeholder would be sent',
      );
    }
  }
  return globalThis.fetch(url, init);
};

/**
 * What the helpers for logging in give a client as its credential, for a hook that replaces it: as a key or a token, in
 * a query or a cookie, and at the end of user name and password in base64.
 */
const placeholder =
  /^(?:Bearer )?\[redacted\]$|=%5Bredacted%5D(?:[&;]|$)|^Basic .*(?:W3JlZGFjdGVkXQ==|tyZWRhY3RlZF0=|bcmVkYWN0ZWRd)$/;
