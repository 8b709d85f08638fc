import { DAY_MS } from '../../core/clock.js';
import type { SandboxClock } from '../../core/provider.js';
import { createRandom } from '../../core/random.js';

/** From the login on; the vendor's answer does not tell it. */
const TOKEN_LIFE_MS: number = 120 * 60_000;

/** For so long after its login a dead token is still told from one that never was. */
const REMEMBERED_MS = DAY_MS;

/** More than that are not told apart from those that never were, so that a load test does not fill the memory. */
const REMEMBERED_TOKENS = 100_000;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 20;

/** Tokens of one partner, any number of which live at the same time: the vendor does not say that one ends another. */
export class Tokens {
  readonly #clock: SandboxClock;
  readonly #seed: number;
  /** In the order of their logins. */
  readonly #issued = new Map<string, { readonly issuedMs: number; expiresMs: number }>();
  #count = 0;

  constructor(clock: SandboxClock, seed: number) {
    this.#clock = clock;
    this.#seed = seed;
  }

  /** A login. */
  issue(): string {
    const issuedMs = this.#clock.nowMs();
    for (const [token, old] of this.#issued) {
      const isOld = issuedMs - old.issuedMs >= REMEMBERED_MS || this.#issued.size >= REMEMBERED_TOKENS;
      if (!isOld) break;
      this.#issued.delete(token);
    }
    this.#count += 1;
    const token = createRandom(this.#seed, 'token', `${this.#count}`).text(LENGTH, ALPHABET);
    this.#issued.set(token, { issuedMs, expiresMs: issuedMs + TOKEN_LIFE_MS });
    return token;
  }

  stateOf(token: string): 'live' | 'expired' | 'unknown' {
    const found = this.#issued.get(token);
    if (found === undefined) return 'unknown';
    return this.#clock.nowMs() < found.expiresMs ? 'live' : 'expired';
  }

  /** In ms since 1970; 0 for one that is not known. */
  expiresMs(token: string): number {
    return this.#issued.get(token)?.expiresMs ?? 0;
  }

  /** As if 120 minutes had passed for those that live. */
  expireAll(): void {
    const nowMs = this.#clock.nowMs();
    for (const token of this.#issued.values()) token.expiresMs = Math.min(token.expiresMs, nowMs);
  }

  /** How many live. */
  liveCount(): number {
    const nowMs = this.#clock.nowMs();
    let count = 0;
    for (const { expiresMs } of this.#issued.values()) if (nowMs < expiresMs) count += 1;
    return count;
  }

  /** The last `count` of those that live, oldest first, with their times in ms since 1970. */
  latestLive(count: number): { token: string; issuedMs: number; expiresMs: number }[] {
    const nowMs = this.#clock.nowMs();
    // One that lives is never older than one that does not: all have the same life.
    let before = this.#issued.size - count;
    const latest: ReturnType<Tokens['latestLive']> = [];
    for (const [token, times] of this.#issued) {
      before -= 1;
      if (before < 0 && nowMs < times.expiresMs) latest.push({ token, ...times });
    }
    return latest;
  }
}
