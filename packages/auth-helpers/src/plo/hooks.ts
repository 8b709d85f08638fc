import { requireOrigin } from '../http/origin.js';
import type { SentRequest } from '../token/token-carrier.js';
import { PROVIDER } from './codes.js';

/** The part of a request, and of its answer, that the hooks deal with. */
export interface PloHooks {
  pre(request: SentRequest): undefined;
  post(context: SentRequest & { readonly response: Response }): undefined;
}

/**
 * Token and AuthInfo go to `origin` alone. A redirect does not take them along, as they are in the query.
 *
 * @param drop Gets the token of a call that was answered with 401 or 403.
 */
export function ploHooks(origin: string, drop: (token: string) => unknown): PloHooks {
  return {
    pre({ url }) {
      const sent = query(url);
      if (sent.has('UserToken') || sent.has('AuthInfo')) requireOrigin(url, [origin], PROVIDER);
      return undefined;
    },
    post({ url, response: { status } }) {
      const token = status === 401 || status === 403 ? query(url).get('UserToken') : null;
      if (token !== null) drop(token);
      return undefined;
    },
  };
}

/** Of a URL that may be relative. */
function query(url: string): URLSearchParams {
  return new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
}
