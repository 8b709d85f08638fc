import { AuthError, failed, stillFailed } from '../errors.js';
import type { Clock } from '../token/clock.js';
import type { AccessToken } from '../token/held-token.js';
import type { HoldingOptions, TokenProviderOptions } from '../token/options.js';
import type { TokenStore } from '../token/store.js';
import { createTokenProvider, type GetTokenOptions, type TokenProvider } from '../token/token-provider.js';
import { PROVIDER } from './codes.js';
import type { KeyGate } from './key-gate.js';

/** The api_key that is shared by all calls, and the gate in front of it. */
export interface Session extends Omit<TokenProvider, 'refused' | 'forget'> {
  readonly gate: KeyGate;
  /**
   * Gives up the key in hand at once, however young it is.
   *
   * @returns that key, and what takes it out of the store; `undefined` when none is alive.
   */
  end(): { readonly key: string; forget(): Promise<void> } | undefined;
  /** That the key in hand is dead, and no other is to be had yet. */
  over(): AuthError;
}

export interface SessionOptions extends TokenProviderOptions<string> {
  readonly minLoginIntervalMs: number;
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly gate: KeyGate;
}

export function createSession(options: SessionOptions): Session {
  const { store, clock, gate, minLoginIntervalMs } = options;
  let tokens = begin();
  let inHand: AccessToken | undefined;
  /** The last failure, and until when it is told to whoever asks, by the monotonic clock. */
  let held: { readonly error: AuthError; readonly untilMs: number } | undefined;
  let ended: string | undefined;

  /** The store still has a key that was logged out, and to a new provider it looks like one of somebody else. */
  function begin(): TokenProvider {
    const claim: TokenStore['claim'] = async (key, generation) => {
      const found = await store.claim(key, generation);
      const isEnded = 'stored' in found && found.stored.record.token === ended;
      return isEnded ? store.claim(key, found.stored.record.generation) : found;
    };
    const read: TokenStore['read'] = async (key, generation) => {
      const found = await store.read(key, generation);
      return found?.record.token === ended ? undefined : found;
    };
    const forget: TokenStore['delete'] = (key) => store.delete(key);
    const own: HoldingOptions<string> = {
      ...options,
      store: { claim, read, delete: forget, budget: store.budget },
      holdAfterMs,
    };
    return createTokenProvider(own);
  }

  function holdAfterMs(error: AuthError, usualMs: number): number {
    const holdMs = holdOf(error) ?? usualMs;
    held = { error, untilMs: clock.monotonicMs() + Math.max(holdMs, error.retryAfterMs ?? 0) };
    return holdMs;
  }

  async function getToken(asked?: GetTokenOptions): Promise<AccessToken> {
    let got = await next(asked);
    if (gate.isClosed(got.token)) {
      // It died young, and may be old enough by now.
      tokens.invalidate(got.token);
      got = await next(asked);
    }
    if (gate.isClosed(got.token)) throw over(got);
    inHand = got;
    return got;
  }

  async function next(asked: GetTokenOptions | undefined): Promise<AccessToken> {
    return tokens.getToken(asked).catch((error: unknown) => {
      throw error instanceof AuthError && error === held?.error ? stillHeld(error, held.untilMs) : error;
    });
  }

  /** Says how long it is until a try makes sense, from now. */
  function stillHeld(error: AuthError, untilMs: number): AuthError {
    const retryAfterMs = Math.max(untilMs - clock.monotonicMs(), 0);
    return error.retryable ? stillFailed(error, retryAfterMs) : error;
  }

  function over(dead: AccessToken | undefined): AuthError {
    const waitMs = (dead?.issuedAtMs ?? -Infinity) + minLoginIntervalMs - clock.nowMs();
    const retryAfterMs = Math.min(Math.max(waitMs, 0), minLoginIntervalMs);
    const what = 'the session is over, right after its login: try again in a few seconds';
    return failed(PROVIDER, 'token_expired', what, { retryable: true, retryAfterMs });
  }

  return {
    gate,
    over: () => over(inHand),
    getToken,
    invalidate: (token) => tokens.invalidate(token),
    reset: () => tokens.reset(),
    end() {
      const key = inHand?.token;
      // One that is dead has nothing to end, and its 10 s are to be waited out.
      if (key === undefined || gate.isClosed(key)) return undefined;
      const before = tokens;
      ended = key;
      tokens = begin();
      gate.close(key);
      return { key, forget: () => before.forget() };
    },
  };
}

/** What is known of how long to wait; `undefined` for a box that has answered, or was not there. */
function holdOf({ code, status, retryable, retryAfterMs }: AuthError): number | undefined {
  // A code that was wrong, or sent before, holds back nobody who has another one.
  if (code === 'mfa_required' && retryable) return 0;
  return status === undefined ? retryAfterMs : undefined;
}
