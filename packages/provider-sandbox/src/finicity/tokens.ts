import type { SandboxClock } from '../core/contract.js';
import { createRandom } from '../core/random.js';

/** From the login on; the vendor's answer does not tell it. */
export const TOKEN_LIFE_MS: number = 120 * 60_000;

/** For so long after its login a dead token is still told from one that never was. */
const REMEMBERED_MS = 24 * 60 * 60_000;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 20;

export interface LiveToken {
  readonly token: string;
  readonly issuedMs: number;
  readonly expiresMs: number;
}

/** Tokens of one partner, any number of which live at the same time: the vendor does not say that one ends another. */
export class Tokens {
  readonly #clock: SandboxClock;
  readonly #seed: number;
  readonly #issued = new Map<string, { readonly issuedMs: number; expiresMs: number }>();
  #count = 0;

  constructor(clock: SandboxClock, seed: number) {
    this.#clock = clock;
    this.#seed = seed;
  }

  issue(): string {
    const issuedMs = this.#clock.nowMs();
    for (const [token, old] of this.#issued) {
      if (issuedMs - old.issuedMs >= REMEMBERED_MS) this.#issued.delete(token);
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

  live(): LiveToken[] {
    const all = [...this.#issued].map(([token, times]) => ({ token, ...times }));
    return all.filter(({ token }) => this.stateOf(token) === 'live');
  }
}
