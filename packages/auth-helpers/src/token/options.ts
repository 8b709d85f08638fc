import { type AuthError, invalid } from '../errors.js';
import { type Clock, systemClock } from './clock.js';
import { type EmitToken, emitter, type TokenEvent } from './events.js';
import { normalisedBasePath } from './login-key.js';
import { memoryTokenStore } from './memory-token-store.js';
import type { Mint } from './mint.js';
import type { TokenStore } from './store.js';

export interface TokenProviderOptions<Credentials = undefined> {
  /** For events and errors, and part of the store's key, such as `finicity`. */
  readonly provider: string;
  readonly mint: Mint<Credentials>;
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
  /** Read once before each login, and given to it as `credentials`. Default: nothing, as `mint` knows them. */
  readonly credentials?: (() => Credentials | Promise<Credentials>) | undefined;
  /**
   * Tells one set of credentials from another: a salted hash, a version, anything but the secret. Asked before each
   * login. Without it, rejected credentials are not tried again until `reset()`.
   */
  readonly credentialFingerprint?: ((credentials: Credentials) => string | Promise<string>) | undefined;
  /**
   * Base URL of the provider: tokens and logins of different ones never meet, not those of two paths behind one gateway
   * either. Spellings that mean the same are one. Default: nothing.
   */
  readonly basePath?: string | undefined;
  /** What else must not share a token or a login budget, such as the account. No secrets. Default: nothing. */
  readonly scope?: readonly string[] | undefined;
  /**
   * Whom the token is for, where many have one with the same credentials, such as a cardholder: each has a token of
   * its own, and the budget of logins is that of the credentials. Default: nobody in particular.
   */
  readonly subject?: string | undefined;
  /**
   * Gets each login as a promise that does not reject, for platforms that end what a request leaves behind, such as
   * `waitUntil` of `cloudflare:workers`. Without it, a login that ends with its request is made anew by the next call
   * that needs it. Default: nothing.
   */
  readonly waitUntil?: ((login: Promise<unknown>) => unknown) | undefined;
  /**
   * Default: the memory of this provider. The helpers of each vendor share there, within the process, which credentials
   * were refused; a test that wants to begin anew gives a `memoryTokenStore()`, or a clock of its own.
   */
  readonly store?: TokenStore | undefined;
  readonly onEvent?: ((event: TokenEvent) => unknown) | undefined;
  /** Default: the platform's. */
  readonly clock?: Clock | undefined;
  /** From 0 to 1. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** Of the helpers of this package: a provider's own rule of how long a failure holds back the next login. */
export interface HoldingOptions<Credentials = unknown> extends TokenProviderOptions<Credentials> {
  /**
   * Ms from the start of the login that failed. Default: `usualMs`, which is `minLoginIntervalMs` with its jitter, and
   * shorter where the provider was not asked.
   */
  readonly holdAfterMs?: ((error: AuthError, usualMs: number) => number) | undefined;
}

type Undefaulted = 'basePath' | 'holdAfterMs' | 'subject' | 'waitUntil';

type Given<Options> = { readonly [Name in keyof Options]-?: Exclude<Options[Name], undefined> };

/** The options with their defaults, checked. */
export interface TokenSettings
  extends Pick<HoldingOptions, Undefaulted>,
    Given<Omit<TokenProviderOptions<unknown>, Undefaulted | 'onEvent'>> {
  readonly emit: EmitToken;
}

/** @throws ConfigurationError for a number that cannot be meant; 0 is used as it is where it makes sense. */
export function tokenSettings<Credentials>(options: HoldingOptions<Credentials>): TokenSettings {
  const { provider, lifeMs, scope = [], subject, waitUntil, clock = systemClock, onEvent } = options;
  const { refreshAfterMs = lifeMs * 0.75, clockSkewMs = Math.min(60_000, lifeMs / 4) } = options;
  const { jitter = 0.05, minLoginIntervalMs = 30_000, mintTimeoutMs = 60_000 } = options;
  const { store = memoryTokenStore({ clock }), random = Math.random, holdAfterMs } = options;
  // What they are is between `credentials`, `credentialFingerprint` and `mint`, and is passed on as it is.
  const {
    mint,
    credentials = () => undefined,
    credentialFingerprint = () => '',
  } = options as unknown as TokenProviderOptions<unknown>;
  const basePath = options.basePath === undefined ? undefined : normalisedBasePath(options.basePath);

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
  const emit = emitter(provider, onEvent);
  const whose = { provider, basePath, scope, subject, credentials, credentialFingerprint };
  return { ...limits, ...whose, mint, holdAfterMs, waitUntil, store, clock, random, emit };
}
