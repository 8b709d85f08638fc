import type { AccessToken } from './held-token.js';
import { type SentRequest, TOKEN_PLACEHOLDER } from './token-carrier.js';

interface Sent {
  token: string;
}

/** By the headers of a request: object spread keeps them, and printing them does not show it. */
const sentWith = new WeakMap<object, Sent>();

/** The token that the last attempt carried; `undefined` where the headers were copied since. */
export function sentToken({ headers }: RequestInit): string | undefined {
  return typeof headers === 'object' ? sentWith.get(headers)?.token : undefined;
}

/**
 * Lets no attempt carry a token whose life is over. What repeats a request inside of the hooks, such as
 * `withRetry(fetch)`, sends the same headers again, maybe minutes later; but `fetch` reads them for each attempt. Then
 * they give the newest token that there is, or, where there is none, the placeholder: what the server says to that is
 * the proof that a new token is needed.
 *
 * @param newest The one that was handed out last.
 */
export function withLastingToken<Request extends SentRequest>(
  request: Request,
  token: AccessToken,
  newest: () => AccessToken,
): Request {
  const { headers } = request.init;
  if (token.expiresAtMs === Infinity || typeof headers !== 'object') return request;
  const sent: Sent = { token: token.token };
  sentWith.set(headers, sent);
  for (const [name, value] of Object.entries(headers as Record<string, unknown>)) {
    if (typeof value !== 'string' || !value.includes(token.token)) continue;
    const [before = '', ...after] = value.split(token.token);
    let last = token;
    Object.defineProperty(headers, name, {
      configurable: true,
      enumerable: true,
      get() {
        if (last.isExpired) last = newest();
        sent.token = last.token;
        return [before, ...after].join(last.isExpired ? TOKEN_PLACEHOLDER : last.token);
      },
    });
  }
  return request;
}
