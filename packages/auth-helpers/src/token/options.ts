import type { AuthError } from '../errors.js';
import { invalid } from '../invalid.js';
import { type Clock, systemClock } from './clock.js';
import { type TellToken, type TokenEvent, teller } from './events.js';
import { memoryTokenStore } from './memory-token-store.js';
import type { TokenStore } from './store.js';

export interface MintContext {
  /** Aborts when the login has taken longer than `mintTimeoutMs`; no caller's signal ends a login that is shared. */
  readonly signal: AbortSignal;
  /** From 1: logins in a row that did not succeed, this one included. */
  readonly attempt: number;
}

export interface MintedToken {
  readonly token: string;
  /** Where the provider tells it. Default: `lifeMs` of the options. */
  readonly lifeMs?: number | undefined;
}

/**
 * Logs in, once, with a time limit of its own. Rejects with an `AuthError` whose code says how it ended: after
 * `credentials_rejected` and `account_locked` it is not called again for these credentials; what is no `AuthError`
 * counts as `outcome_unknown`.
 */
export type Mint = (context: MintContext) => Promise<MintedToken>;

export interface TokenProviderOptions {
  /** For events and errors, and part of the store's key, such as `finicity`. */
  readonly provider: string;
  readonly mint: Mint;
  /** Life of a token from the start of its login. `Infinity` for one that does not expire. */
  readonly lifeMs: number;
  /** Age from which a call renews it in the background; at least half the life. Default: three quarters of `lifeMs`. */
  readonly refreshAfterMs?: number | undefined;
  /** Taken off the life. At most a quarter of it. Default: 60 000, or a quarter of `lifeMs` where that is less. */
  readonly clockSkewMs?: number | undefined;
  /** How much earlier than `refreshAfterMs`, as a share of the time left then, at random. 0 to 1. Default: 0.05. */
  readonly jitter?: number | undefined;
  /** From the start of a failed login to that of the next; younger tokens are not given up either. Default: 30 000. */
  readonly minLoginIntervalMs?: number | undefined;
  /** After which the next caller no longer waits for a login that is under way. Default: 60 000. */
  readonly mintTimeoutMs?: number | undefined;
  /**
   * Tells one set of credentials from another: a salted hash, a version, anything but the secret. Asked before each
   * login. Without it, rejected credentials are not tried again until `reset()`.
   */
  readonly credentialFingerprint?: (() => string | Promise<string>) | undefined;
  /** What else must not share a token, such as base URL and account. No secrets. Default: nothing. */
  readonly scope?: readonly string[] | undefined;
  /** Default: the memory of this provider. */
  readonly store?: TokenStore | undefined;
  readonly onEvent?: ((event: TokenEvent) => unknown) | undefined;
  /** Default: the platform's. */
  readonly clock?: Clock | undefined;
  /** From 0 to 1. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** Of the helpers of this package: a provider's own rule of how long a failure holds back the next login. */
export interface HoldingOptions extends TokenProviderOptions {
  /** Ms from the start of the login that failed; `undefined`: `minLoginIntervalMs`. */
  readonly holdAfterMs?: ((error: AuthError) => number | undefined) | undefined;
}

/** The options with their defaults, checked. */
export interface TokenSettings extends Pick<HoldingOptions, 'holdAfterMs'> {
  readonly provider: string;
  readonly mint: Mint;
  readonly lifeMs: number;
  readonly refreshAfterMs: number;
  readonly clockSkewMs: number;
  readonly jitter: number;
  readonly minLoginIntervalMs: number;
  readonly mintTimeoutMs: number;
  readonly credentialFingerprint: () => string | Promise<string>;
  readonly scope: readonly string[];
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tell: TellToken;
}

/** @throws ConfigurationError for a number that cannot be meant; 0 is used as it is where it makes sense. */
export function tokenSettings(options: HoldingOptions): TokenSettings {
  const { provider, mint, lifeMs, scope = [], clock = systemClock, random = Math.random, onEvent } = options;
  const { refreshAfterMs = lifeMs * 0.75, clockSkewMs = Math.min(60_000, lifeMs / 4) } = options;
  const { jitter = 0.05, minLoginIntervalMs = 30_000, mintTimeoutMs = 60_000 } = options;
  const { holdAfterMs, credentialFingerprint = () => '', store = memoryTokenStore({ clock }) } = options;

  function check(name: string, isRight: boolean, rule: string): void {
    if (!isRight) throw invalid(provider, `${name} must be ${rule}`);
  }
  // Each comparison is false for NaN.
  check('lifeMs', lifeMs > 0, 'more than 0 ms; Infinity for a token that does not expire');
  check(
    'refreshAfterMs',
    refreshAfterMs > 0 && refreshAfterMs <= lifeMs,
    'more than 0 ms, and within lifeMs',
  );
  const isRenewed = lifeMs < Infinity || refreshAfterMs === Infinity;
  check('refreshAfterMs', isRenewed, 'left out for a token that does not expire');
  check('clockSkewMs', clockSkewMs >= 0 && clockSkewMs <= lifeMs / 4, 'from 0 ms to a quarter of lifeMs');
  check('jitter', jitter >= 0 && jitter <= 1, 'from 0 to 1');
  const isInterval = minLoginIntervalMs >= 0 && minLoginIntervalMs < Infinity;
  check('minLoginIntervalMs', isInterval, 'from 0 ms, and finite');
  check('mintTimeoutMs', mintTimeoutMs > 0, 'more than 0 ms');
  const limits = { lifeMs, refreshAfterMs, clockSkewMs, jitter, minLoginIntervalMs, mintTimeoutMs };
  const tell = teller(provider, onEvent);
  return { ...limits, holdAfterMs, provider, mint, credentialFingerprint, scope, store, clock, random, tell };
}
