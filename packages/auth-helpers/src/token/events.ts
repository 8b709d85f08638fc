import type { AuthErrorCode } from '../errors.js';

/**
 * What happens to the token of a provider, without values: names, codes and times only.
 *
 * - `login`: a new token was made
 * - `token_adopted`: a newer one was found in the store, made by somebody else
 * - `login_failed`: callers got an error; `refresh_failed`: none did, as the old token is still good
 * - `token_served_stale`: after a failed refresh the old token was handed out; once for each failure
 * - `token_invalidated`: an answer proved it dead
 * - `budget_exhausted`: no login is made until the credentials change
 * - `store_failed`: the store was not to be had, so either no login is made, or one whose token is used here alone
 */
export type TokenEvent = { readonly provider: string } & (
  | { readonly type: 'login'; readonly durationMs: number }
  | { readonly type: 'token_adopted' | 'token_served_stale' | 'token_invalidated'; readonly ageMs: number }
  | { readonly type: 'login_failed' | 'refresh_failed' | 'budget_exhausted'; readonly code: AuthErrorCode }
  | { readonly type: 'store_failed' }
);

/** An event before the provider's name is added. */
export type TokenEventBody = TokenEvent extends infer Event
  ? Event extends TokenEvent
    ? Omit<Event, 'provider'>
    : never
  : never;

export type EmitToken = (event: TokenEventBody) => void;

/** A listener that throws, at once or later, harms nobody but itself. */
export function emitter(provider: string, onEvent: ((event: TokenEvent) => unknown) | undefined): EmitToken {
  if (onEvent === undefined) return () => undefined;
  return (event) => {
    try {
      const result = onEvent({ ...event, provider } as TokenEvent);
      Promise.resolve(result).catch(() => undefined);
    } catch {
      // Its own affair.
    }
  };
}
