import { failed, invalid } from '../errors.js';
import { type AccessToken, type HeldToken, usableAge } from './held-token.js';
import { type TokenProviderOptions, tokenSettings } from './options.js';
import { createRefresh } from './refresh.js';
import { throwIfAborted } from './wait-for.js';

/** What ends a wait. */
export interface WaitOptions {
  /** Ends this caller's wait, not the login that others wait for. */
  readonly signal?: AbortSignal | null | undefined;
}

export interface GetTokenOptions extends WaitOptions {
  /**
   * How long the token must last at least, as for a link that lives as long as the token: less than `lifeMs` without
   * `clockSkewMs`. Default: 0.
   */
  readonly minRemainingMs?: number | undefined;
  /** Waits for a newer token, unless the present one is younger than `minLoginIntervalMs`. Default: false. */
  readonly forceRefresh?: boolean | undefined;
}

/** Hands out one token to many callers, and logs in as rarely as can be. Starts no timer. */
export interface TokenProvider {
  /**
   * @throws AuthError when there is no token; its code is that of the login which failed.
   * @throws the signal's reason, when that aborts first.
   */
  getToken(options?: GetTokenOptions): Promise<AccessToken>;
  /**
   * Gives up `token`, which an answer has proved dead, if it is still the one in hand. One that is younger than
   * `minLoginIntervalMs` is kept, so that an answer which wrongly says so cannot cause a login for each call.
   *
   * @returns whether another token is to be had.
   */
  invalidate(token: string): boolean;
  /**
   * Tells of a refusal in the answer to something else than a login, such as "the account is locked": no login is made
   * with the credentials that `token` was made with until they change, or `reset()`.
   *
   * @param token The one that was sent. Without it, or for one that is no longer in hand, the present credentials are
   * meant.
   */
  refused(code: 'account_locked' | 'credentials_rejected', token?: string): Promise<void>;
  /**
   * Gives up the token in hand, and takes it out of the store, so that the next call logs in. It is given up here at
   * once, whether or not the store can be reached.
   *
   * @throws AuthError `provider_unavailable` when the store may still have it.
   */
  forget(): Promise<void>;
  /** Lets the present credentials be tried again, as after the provider's support has unlocked the account. */
  reset(): Promise<void>;
}

/**
 * One token, shared: any number of callers cause one login. A token due for renewal is served on, while a call's
 * login runs behind it. Its age counts from the start of its login, by whichever of two clocks went further.
 *
 * Make one for each set of credentials and keep it: a second knows nothing of the first one's token or rejections.
 *
 * @throws ConfigurationError for options that cannot be used.
 */
export function createTokenProvider<Credentials = undefined>(
  options: TokenProviderOptions<Credentials>,
): TokenProvider {
  const settings = tokenSettings(options);
  const { provider, minLoginIntervalMs, emit } = settings;
  // Of a token that has just been made; for who asks for more, each call would be a login.
  const longestMs = usableAge(settings.lifeMs, settings);
  let held: HeldToken | undefined;
  const refresh = createRefresh(
    settings,
    (token) => {
      held = token;
    },
    () => held?.isUsable() === true,
  );

  async function getToken(asked: GetTokenOptions = {}): Promise<AccessToken> {
    const { signal, minRemainingMs = 0, forceRefresh = false } = asked;
    throwIfAborted(signal);
    if (!(minRemainingMs >= 0 && minRemainingMs < longestMs)) {
      throw invalid(provider, 'minRemainingMs must be from 0 ms to less than lifeMs without clockSkewMs');
    }
    const present = held?.isUsable() === true ? held : undefined;
    const isYoung = present?.isYoungerThan(minLoginIntervalMs) === true;
    if (present?.isUsable(minRemainingMs) === true && !forceRefresh) {
      if (present.isDue) refreshBehind(present);
      return present.accessToken;
    }
    // A login right after another would not bring more.
    const next = isYoung ? present : await refresh.run(signal);
    if (next.isUsable(minRemainingMs)) return next.accessToken;
    throw failed(provider, 'token_expired', 'a new token does not last as long as asked for');
  }

  function refreshBehind(present: HeldToken): void {
    refresh.served(present);
    // A failure is an event; nobody waits for it.
    refresh.run().catch(() => undefined);
  }

  function invalidate(token: string): boolean {
    if (held?.accessToken.token !== token) return true;
    if (held.isYoungerThan(minLoginIntervalMs)) return false;
    emit({ type: 'token_invalidated', ageMs: held.ageMs });
    held = undefined;
    return true;
  }

  async function forget(): Promise<void> {
    const made = held;
    held = undefined;
    await refresh.forget(made);
  }

  return {
    ...{ getToken, invalidate, forget, reset: refresh.reset },
    refused: (code, token) => refresh.refused(code, held?.accessToken.token === token ? held : undefined),
  };
}
