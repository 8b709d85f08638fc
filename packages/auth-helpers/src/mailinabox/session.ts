import { AuthError } from '../errors.js';
import type { Clock } from '../token/clock.js';
import type { AccessToken } from '../token/held-token.js';
import type { TokenProviderOptions } from '../token/options.js';
import type { TokenStore } from '../token/store.js';
import { createTokenProvider, type GetTokenOptions, type TokenProvider } from '../token/token-provider.js';
import { PROVIDER } from './codes.js';
import { createKeyGate, type KeyGate } from './key-gate.js';

/** The api_key that is shared by all calls, and the gate in front of it. */
export interface Session extends Omit<TokenProvider, 'refused' | 'forget'> {
  readonly gate: KeyGate;
  /**
   * Gives up the key in hand at once, however young it is.
   *
   * @returns that key, and what takes it out of the store; `undefined` when none is alive.
   */
  end(): { readonly key: string; forget(): Promise<void> } | undefined;
}

export interface SessionOptions extends TokenProviderOptions<string> {
  readonly minLoginIntervalMs: number;
  readonly store: TokenStore;
  readonly clock: Clock;
}

export function createSession(options: SessionOptions): Session {
  const { store, clock, minLoginIntervalMs } = options;
  const gate = createKeyGate(clock);
  let tokens = begin();
  let inHand: string | undefined;
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
    return createTokenProvider({ ...options, store: { claim, read, delete: forget, budget: store.budget } });
  }

  async function getToken(asked?: GetTokenOptions): Promise<AccessToken> {
    let got = await tokens.getToken(asked);
    if (gate.isClosed(got.token)) {
      // It died young, and may be old enough by now.
      tokens.invalidate(got.token);
      got = await tokens.getToken(asked);
    }
    if (gate.isClosed(got.token)) throw tooSoon(got);
    inHand = got.token;
    return got;
  }

  function tooSoon({ issuedAtMs }: AccessToken): AuthError {
    const waitMs = issuedAtMs + minLoginIntervalMs - clock.nowMs();
    const retryAfterMs = Math.min(Math.max(waitMs, 0), minLoginIntervalMs);
    const message = `${PROVIDER}: the session is over, right after its login: try again in a few seconds`;
    return new AuthError('token_expired', message, { provider: PROVIDER, retryable: true, retryAfterMs });
  }

  return {
    gate,
    getToken,
    invalidate: (token) => tokens.invalidate(token),
    reset: () => tokens.reset(),
    end() {
      const key = inHand;
      // One that is dead has nothing to end, and its 10 s are to be waited out.
      if (key === undefined || gate.isClosed(key)) return undefined;
      const over = tokens;
      ended = key;
      tokens = begin();
      gate.close(key);
      return { key, forget: () => over.forget() };
    },
  };
}
