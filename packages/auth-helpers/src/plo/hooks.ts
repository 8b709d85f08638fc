import { invalid } from '../errors.js';
import { jsonIn } from '../http/bounded-text.js';
import { requireOrigin } from '../http/origin.js';
import type { SentRequest } from '../token/token-carrier.js';
import { meaningOf, PROVIDER } from './codes.js';
import { vendorCodeIn } from './response.js';
import { isSessionHandle } from './session-handles.js';

/** The part of a request, and of its answer, that the hooks deal with. */
export interface PloHooks {
  pre(request: SentRequest): Promise<{ url: string; init: RequestInit } | undefined>;
  post(context: SentRequest & { readonly response: Response }): Promise<undefined>;
}

/** The tokens of the cardholders of an institution. */
export interface SessionTokens {
  /** What the handle stands for. @returns `undefined` for a handle that is not known. */
  of(handle: string, signal: AbortSignal | null | undefined): Promise<string | undefined>;
  /**
   * Gets the token of a call that was answered with 401 or 403, unless the vendor's code says that the signature was
   * the reason: a new token would be refused as well.
   */
  drop(token: string): unknown;
}

/**
 * The token of a cardholder for the handle of their session. Token and AuthInfo go to `origin` alone; a redirect does
 * not take them along, as they are in the query.
 */
export function ploHooks(origin: string, tokens: SessionTokens): PloHooks {
  return {
    async pre({ url, init }) {
      const sent = query(url);
      if (sent.has('UserToken') || sent.has('AuthInfo')) requireOrigin(url, [origin], PROVIDER);
      const handle = sent.get('UserToken') ?? '';
      if (!isSessionHandle(handle)) return undefined;
      const token = await tokens.of(handle, init.signal);
      if (token === undefined) {
        throw invalid(
          PROVIDER,
          'the session is of another ploAuth, or too old: call sessionRequest() for each call',
        );
      }
      return { url: url.replace(handle, () => encodeURIComponent(token)), init };
    },
    async post({ url, response }) {
      const { status } = response;
      const token = status === 401 || status === 403 ? query(url).get('UserToken') : null;
      if (token !== null && !(await isOfSignature(response))) tokens.drop(token);
      return undefined;
    },
  };
}

async function isOfSignature(response: Response): Promise<boolean> {
  const vendorCode = vendorCodeIn(await jsonIn(response));
  return meaningOf(vendorCode, response.status) === 'signature_invalid';
}

/** Of a URL that may be relative. */
function query(url: string): URLSearchParams {
  return new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
}
