/** The nonces of signatures that were good, none of which is good again (RFC 5849, section 3.3). */
export class Nonces {
  readonly #toleranceMs: number;
  readonly #nowMs: () => number;
  /** Until when each is remembered, in order. */
  readonly #used = new Map<string, number>();

  /** @param toleranceMs How far the timestamp beside a nonce may be from the present. */
  constructor(toleranceMs: number, nowMs: () => number) {
    this.#toleranceMs = toleranceMs;
    this.#nowMs = nowMs;
  }

  /** How many are remembered. */
  get size(): number {
    return this.#used.size;
  }

  /** @returns whether it is the first time. */
  use(nonce: string): boolean {
    const nowMs = this.#nowMs();
    for (const [old, untilMs] of this.#used) {
      if (untilMs >= nowMs) break;
      this.#used.delete(old);
    }
    if (this.#used.has(nonce)) return false;
    // Its timestamp may be as far ahead as it may later be behind.
    this.#used.set(nonce, nowMs + 2 * this.#toleranceMs);
    return true;
  }
}
