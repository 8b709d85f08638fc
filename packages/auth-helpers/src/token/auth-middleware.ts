import { isReplayable, type TokenCarrier } from './token-carrier.js';
import type { TokenProvider } from './token-provider.js';

/** What a `post` hook of `@acme/fetch-runtime`, or of a generated typescript-fetch runtime, is given. */
export interface AnsweredRequest {
  readonly url: string;
  readonly init: RequestInit;
  readonly response: Response;
  /** The operationId; runtimes of the generator have none. */
  readonly operation?: { readonly id: string } | undefined;
  fetch(url: string, init: RequestInit): Promise<Response>;
}

export interface AuthMiddleware {
  post(context: AnsweredRequest): Promise<Response | undefined>;
}

export interface AuthMiddlewareOptions {
  readonly tokens: Pick<TokenProvider, 'getToken' | 'invalidate'>;
  readonly carrier: TokenCarrier;
  /** Whether the answer proves that the token it was asked with is dead. Gets a copy, whose body it may read. */
  readonly isExpired: (answer: Response) => boolean | Promise<boolean>;
  /** Statuses that `isExpired` is asked about; other answers are not touched. Default: 401. */
  readonly statuses?: readonly number[] | undefined;
  /** operationIds left alone, such as that of the login itself. */
  readonly except?: readonly string[] | undefined;
}

/** Object spread keeps it, so that a runtime whose `context.fetch` runs its hooks again is told of the retry. */
const RETRIED: unique symbol = Symbol('retried');

/**
 * Sends a call once more, with a new token, after an answer which proves that the token it carried has expired. At
 * most once; not when the body cannot be sent twice, nor when another token is not to be had for now, and then the
 * answer stands. When the new token is refused in the same way, the first answer stands and the token is kept.
 *
 * @throws AuthError from `post`, when the login fails.
 */
export function createAuthMiddleware(options: AuthMiddlewareOptions): AuthMiddleware {
  const { tokens, carrier, isExpired, statuses = [401], except = [] } = options;

  async function isDead(answer: Response): Promise<boolean> {
    if (!statuses.includes(answer.status)) return false;
    const copy = answer.clone();
    try {
      return await isExpired(copy);
    } catch {
      // What cannot be read proves nothing.
      return false;
    } finally {
      release(copy);
    }
  }

  return {
    async post({ url, init, response, operation, fetch }) {
      if (RETRIED in init || except.includes(operation?.id ?? '')) return undefined;
      const sent = statuses.includes(response.status) ? carrier.read({ url, init }) : undefined;
      if (sent === undefined || !(await isDead(response))) return undefined;
      // Also where this call is lost: the next one need not be.
      if (!tokens.invalidate(sent) || !isReplayable(init)) return undefined;
      const { token } = await tokens.getToken({ signal: init.signal });
      if (token === sent) return undefined;
      const again = carrier.write({ url, init }, token);
      const second = await fetch(again.url, { ...again.init, ...{ [RETRIED]: true } });
      const isRefused = await isDead(second);
      release(isRefused ? second : response);
      return isRefused ? undefined : second;
    },
  };
}

/** Not waited for: what is cloned ends only when the other copy does. */
function release(answer: Response): void {
  if (!answer.bodyUsed) answer.body?.cancel().catch(() => undefined);
}
