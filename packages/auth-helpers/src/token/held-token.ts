import { listedOnly } from '../redacted.js';
import { type Clock, elapsedMs, type Instant } from './clock.js';
import type { LoginKey } from './login-key.js';
import type { TokenSettings } from './options.js';
import type { StoredToken, TokenRecord } from './store.js';

/** A token and its times. Printing it shows the times only. */
export class AccessToken {
  readonly #token: string;
  /** When its login was started. All times are ms since 1970. */
  readonly issuedAtMs: number;
  /** From then on a call renews it in the background. */
  readonly refreshAtMs: number;
  /** From then on it is not handed out: `clockSkewMs` before its life ends. */
  readonly expiresAtMs: number;
  readonly #isUsable: () => boolean;

  /** @param isUsable Whether it can be sent now, by the clocks of this process. */
  constructor(
    token: string,
    { issuedAtMs, refreshAtMs, expiresAtMs }: Pick<AccessToken, 'issuedAtMs' | 'refreshAtMs' | 'expiresAtMs'>,
    isUsable: () => boolean,
  ) {
    this.#token = token;
    this.issuedAtMs = issuedAtMs;
    this.refreshAtMs = refreshAtMs;
    this.expiresAtMs = expiresAtMs;
    this.#isUsable = isUsable;
    listedOnly(this);
  }

  /** Whether its time is over by now, by the clocks of this process: for who keeps it before it is sent. */
  get isExpired(): boolean {
    return !this.#isUsable();
  }

  get token(): string {
    return this.#token;
  }
}

/** The token that a provider has in hand, judged by the clocks of this process. */
export class HeldToken {
  readonly accessToken: AccessToken;
  readonly generation: number;
  /** What the store knows it by. */
  readonly key: LoginKey;
  readonly #since: Instant;
  readonly #clock: Clock;
  readonly #refreshAfterMs: number;
  readonly #usableMs: number;

  constructor(key: LoginKey, record: TokenRecord, since: Instant, settings: TokenSettings) {
    const { issuedAtMs, token, generation } = record;
    const lifeMs = record.lifeMs ?? Infinity;
    this.#since = since;
    this.#clock = settings.clock;
    this.#refreshAfterMs = refreshAge(lifeMs, settings);
    this.#usableMs = usableAge(lifeMs, settings);
    const refreshAtMs = issuedAtMs + this.#refreshAfterMs;
    const times = { issuedAtMs, refreshAtMs, expiresAtMs: issuedAtMs + this.#usableMs };
    this.accessToken = new AccessToken(token, times, () => this.isUsable());
    this.generation = generation;
    this.key = key;
  }

  get ageMs(): number {
    return elapsedMs(this.#clock, this.#since);
  }

  /** By the monotonic clock alone: a jump of the other neither holds back a login for long, nor lets it be too soon. */
  isYoungerThan(limitMs: number): boolean {
    return this.#clock.monotonicMs() - this.#since.monotonicMs < limitMs;
  }

  /** A clock that tells nonsense (NaN) makes no token usable. */
  isUsable(minRemainingMs = 0): boolean {
    return this.ageMs + minRemainingMs < this.#usableMs;
  }

  get isDue(): boolean {
    return !(this.ageMs < this.#refreshAfterMs);
  }
}

/** One that somebody else made: as old as the older of their clock and the store's say. */
export function adopt(key: LoginKey, { record, ageMs }: StoredToken, settings: TokenSettings): HeldToken {
  const { clock } = settings;
  const knownAgeMs = Math.max(0, ageMs, clock.nowMs() - record.issuedAtMs);
  const since = { wallMs: clock.nowMs() - knownAgeMs, monotonicMs: clock.monotonicMs() - knownAgeMs };
  return new HeldToken(key, record, since, settings);
}

/** From then on a token is not handed out. */
export function usableAge(lifeMs: number, { clockSkewMs }: Pick<TokenSettings, 'clockSkewMs'>): number {
  return lifeMs - Math.min(clockSkewMs, lifeMs / 4);
}

/** The time left then is at most half the life, so that a short life does not mean a login for each call. */
function refreshAge(lifeMs: number, settings: TokenSettings): number {
  if (lifeMs === Infinity) return Infinity;
  const { refreshAfterMs, jitter, random } = settings;
  const windowMs = settings.lifeMs === Infinity ? lifeMs / 4 : settings.lifeMs - refreshAfterMs;
  return lifeMs - Math.min(windowMs * (1 + jitter * random()), lifeMs / 2);
}
