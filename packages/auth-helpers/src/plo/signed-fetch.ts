import { invalid } from '../errors.js';
import { requireOrigin, secureOrigin } from '../http/origin.js';
import type { Fetch } from '../http/send-once.js';
import { PROVIDER } from './codes.js';

/**
 * Gives the `Authorization` header of a request. `getAuthorizationHeader` of `mastercard-oauth1-signer` takes just
 * these, and then consumer key and signing key.
 *
 * @param body `null` when there is none.
 */
export type SignRequest = (url: string, method: string, body: string | null) => string | Promise<string>;

export interface SignedFetchOptions {
  readonly sign: SignRequest;
  /** Base URL, https: requests are signed for its origin only. Default: that of production. */
  readonly basePath?: string | undefined;
  /** Takes an `http:` base URL on the loopback interface as well, for tests. Default: false. */
  readonly allowInsecureLoopback?: boolean | undefined;
  /** Sends what is signed. Nothing may change it any more. Default: `globalThis.fetch`, looked up at each call. */
  readonly fetch?: Fetch | undefined;
}

/**
 * @param operation Of `@acme/fetch-runtime`. What is thrown before anything is sent is noted there, as a hook's is: so
 * the caller gets it as it is, and nothing repeats the request.
 */
export type SignedFetch = (
  url: string,
  init: RequestInit,
  operation?: { thrown?: unknown },
) => Promise<Response>;

export const PRODUCTION = 'https://api.mastercard.com/plo/v1';

/**
 * A `fetchApi` that signs each request as it is sent: OAuth 1.0a (RFC 5849), of which the vendor's own library knows
 * the details. The signature covers the query and a hash of the body, and has a nonce and a time of its own; so what
 * repeats requests goes around this, and what changes them as well: `withRetry(signedFetch({ sign }))`.
 *
 * In the query `!'()*` are percent-encoded, and a `+` is made `%20`, which is what they mean: so all signers and
 * servers read it alike (RFC 5849, section 3.6).
 *
 * @example
 * import oauth1 from 'mastercard-oauth1-signer';
 * const sign = (url, method, body) =>
 *   oauth1.getAuthorizationHeader(url, method, body, consumerKey, signingKey);
 * const configuration = new Configuration({ fetchApi: withRetry(signedFetch({ sign })) });
 * @throws ConfigurationError for a base URL that cannot be used. The function returned throws one, before anything is
 * sent, for a request to another origin, a body that is no text, and when it cannot be signed.
 */
export function signedFetch({
  sign,
  fetch,
  basePath = PRODUCTION,
  ...rest
}: SignedFetchOptions): SignedFetch {
  const origins = [secureOrigin('basePath', basePath, { provider: PROVIDER, ...rest })];
  if (typeof sign !== 'function') throw invalid(PROVIDER, 'sign must be a function');

  async function signed(given: string, init: RequestInit): Promise<{ url: string; init: RequestInit }> {
    requireOrigin(given, origins, PROVIDER);
    const url = new URL(given);
    url.hash = '';
    url.search = url.search.replaceAll('+', '%20').replaceAll(/[!'()*]/g, percentEncoded);
    const { method = 'GET', body } = init;
    const text = body ?? null;
    if (text !== null && typeof text !== 'string')
      throw invalid(PROVIDER, 'a body must be a string to be signed');
    const headers = new Headers(init.headers);
    headers.set('authorization', await signature(() => sign(url.href, method.toUpperCase(), text)));
    // A redirect is another request, which would have to be signed anew.
    const redirect = 'manual';
    return { url: url.href, init: { ...init, redirect, headers: Object.fromEntries(headers) } };
  }

  return async (url, init, operation) => {
    const request = await signed(url, init).catch((error: unknown) => {
      if (operation !== undefined) operation.thrown = error;
      throw error;
    });
    return (fetch ?? globalThis.fetch)(request.url, request.init);
  };
}

/** What signs holds a private key: neither its words nor its result is quoted. */
async function signature(sign: () => string | Promise<string>): Promise<string> {
  let header: string;
  try {
    header = await sign();
  } catch (cause) {
    throw invalid(PROVIDER, 'the request cannot be signed: check consumer key and signing key', cause);
  }
  if (typeof header === 'string' && /^[\x20-\x7e]+$/.test(header)) return header;
  throw invalid(PROVIDER, 'sign must return the Authorization header');
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
