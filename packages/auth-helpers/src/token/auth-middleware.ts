import { drain } from '../http/drain.js';
import { requireOrigin, secureOrigin } from '../http/origin.js';
import type { AccessToken } from './held-token.js';
import { sentToken, withLastingToken } from './lasting-header.js';
import { isReplayable, type SentRequest, TOKEN_PLACEHOLDER, type TokenCarrier } from './token-carrier.js';
import type { TokenProvider } from './token-provider.js';

/** What a `post` hook of `@acme/fetch-runtime`, or of a generated typescript-fetch runtime, is given. */
export interface AnsweredRequest extends SentRequest {
  readonly response: Response;
  fetch(url: string, init: RequestInit): Promise<Response>;
}

export interface AuthMiddleware {
  pre(request: SentRequest): Promise<{ url: string; init: RequestInit } | undefined>;
  post(context: AnsweredRequest): Promise<Response | undefined>;
}

export interface AuthMiddlewareOptions {
  readonly tokens: Pick<TokenProvider, 'getToken' | 'invalidate'>;
  readonly carrier: TokenCarrier;
  /** For errors. */
  readonly provider: string;
  /** Base URL of the provider, https: the token is sent to its origin only. */
  readonly basePath: string;
  /** Takes an `http:` URL on the loopback interface as well, for tests. Default: false. */
  readonly allowInsecureLoopback?: boolean | undefined;
  /** Whether the answer proves that the token it was asked with is dead. Gets a copy, whose body it may read. */
  readonly isExpired: (answer: Response) => boolean | Promise<boolean>;
  /** Statuses that `isExpired` is asked about; other answers are not touched. Default: 401. */
  readonly statuses?: readonly number[] | undefined;
}

/** Object spread keeps it, so that a runtime whose `context.fetch` runs its hooks again is told of the retry. */
const RETRIED: unique symbol = Symbol('retried');

/**
 * Puts the token where a request carries `TOKEN_PLACEHOLDER`, and leaves all other requests alone, such as the login.
 *
 * Sends a call once more, with a new token, after an answer which proves that the token it carried has expired. At
 * most once; not when the body cannot be sent twice, nor when another token is not to be had for now, and then the
 * answer stands. When the new token is refused in the same way, the first answer stands and the token is kept.
 *
 * @throws ConfigurationError for a base URL that is not https; from `pre`, for a request to another origin.
 * @throws AuthError from `pre` and `post`, when the login fails.
 */
export function createAuthMiddleware(options: AuthMiddlewareOptions): AuthMiddleware {
  const { tokens, carrier, isExpired, statuses = [401], provider } = options;
  const origins = [secureOrigin('basePath', options.basePath, options)];
  let newest: AccessToken | undefined;

  async function got(init: RequestInit): Promise<AccessToken> {
    newest = await tokens.getToken({ signal: init.signal });
    return newest;
  }

  function carrying(request: SentRequest, token: AccessToken): { url: string; init: RequestInit } {
    return withLastingToken(carrier.write(request, token.token), token, () => newest ?? token);
  }

  async function isDead(answer: Response): Promise<boolean> {
    if (!statuses.includes(answer.status)) return false;
    const copy = answer.clone();
    try {
      return await isExpired(copy);
    } catch {
      // What cannot be read proves nothing.
      return false;
    } finally {
      // The other branch is still to be read, and the connection is kept with that one.
      if (!copy.bodyUsed) copy.body?.cancel().catch(() => undefined);
    }
  }

  return {
    async pre({ url, init }) {
      if (carrier.read({ url, init }) !== TOKEN_PLACEHOLDER) return undefined;
      requireOrigin(url, origins, provider);
      const token = await got(init);
      // fetch takes headers of this kind along to another origin.
      return carrying({ url, init: { ...init, redirect: 'manual' } }, token);
    },
    async post({ url, init, response, fetch }) {
      if (RETRIED in init) return undefined;
      const isAsked = statuses.includes(response.status);
      const sent = isAsked ? (sentToken(init) ?? carrier.read({ url, init })) : undefined;
      if (sent === undefined || !(await isDead(response))) return undefined;
      // Also where this call is lost: the next one need not be.
      if (!tokens.invalidate(sent) || !isReplayable(init)) return undefined;
      const token = await got(init).catch((error: unknown) => {
        void drain(response);
        throw error;
      });
      if (token.token === sent) return undefined;
      const again = carrying({ url, init }, token);
      const second = await fetch(again.url, { ...again.init, ...{ [RETRIED]: true } });
      const isRefused = await isDead(second);
      void drain(isRefused ? second : response);
      return isRefused ? undefined : second;
    },
  };
}
