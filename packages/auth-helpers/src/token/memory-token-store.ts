import { ConfigurationError } from '../errors.js';
import { type Clock, elapsedMs, type Instant, instant, systemClock } from './clock.js';
import { memoryLoginBudget } from './login-budget.js';
import type { TokenLease, TokenRecord, TokenStore } from './store.js';

export interface MemoryTokenStoreOptions {
  /** Default: the platform's. */
  readonly clock?: Clock | undefined;
  /**
   * How long a login without an answer holds back the next one, while these credentials have never been accepted: it
   * may have been a rejected one. Default: 900 000.
   */
  readonly outcomeUnknownHoldMs?: number | undefined;
}

interface Slot {
  generation: number;
  saved?: { readonly record: TokenRecord; readonly ageMs: number; readonly at: Instant };
  /** Settled when the lease is given back. */
  lease?: Promise<void>;
}

/**
 * Tokens of this process. Providers that are given the same store share a token and a login budget where name, scope
 * and fingerprint are the same. Nothing is written anywhere.
 *
 * @throws ConfigurationError for a time that cannot be meant.
 */
export function memoryTokenStore(options: MemoryTokenStoreOptions = {}): TokenStore {
  const { clock = systemClock, outcomeUnknownHoldMs = 900_000 } = options;
  if (!(outcomeUnknownHoldMs >= 0)) {
    throw new ConfigurationError('memoryTokenStore: outcomeUnknownHoldMs must be from 0 ms');
  }
  const slots = new Map<string, Slot>();

  return {
    budget: memoryLoginBudget({ clock, outcomeUnknownHoldMs }),
    async claim(key, generation) {
      const slot: Slot = slots.get(key) ?? { generation: 0 };
      slots.set(key, slot);
      for (;;) {
        const { saved } = slot;
        if (saved !== undefined && saved.record.generation > generation) {
          return { stored: { record: saved.record, ageMs: saved.ageMs + elapsedMs(clock, saved.at) } };
        }
        if (slot.lease === undefined) return { lease: lend(slot, generation, clock) };
        await slot.lease;
      }
    },
  };
}

function lend(slot: Slot, known: number, clock: Clock): TokenLease {
  // Not below the clock, so that among the tokens of several processes the youngest has the largest number.
  slot.generation = Math.max(slot.generation, known, Math.floor(clock.nowMs()) || 0) + 1;
  const { generation } = slot;
  let giveBack: () => void = () => undefined;
  const lease = new Promise<void>((resolve) => {
    giveBack = resolve;
  });
  slot.lease = lease;
  return {
    generation,
    async save(record, ageMs) {
      if (slot.saved !== undefined && slot.saved.record.generation >= record.generation) return false;
      slot.saved = { record, ageMs, at: instant(clock) };
      return true;
    },
    async release() {
      if (slot.lease === lease) delete slot.lease;
      giveBack();
    },
  };
}
