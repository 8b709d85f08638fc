import { ConfigurationError } from '../errors.js';
import { setBounded, trim } from './bounded.js';
import { type Clock, elapsedMs, type Instant, instant, systemClock } from './clock.js';
import { memoryLoginBudget } from './login-budget.js';
import type { StoredToken, TokenLease, TokenRecord, TokenStore } from './store.js';
import { beginWork, type Work, workEnded } from './work.js';

export interface MemoryTokenStoreOptions {
  /** Default: the platform's. */
  readonly clock?: Clock | undefined;
  /**
   * How long a login without an answer holds back the next one, while these credentials have never been accepted: it
   * may have been a rejected one. Default: 900 000.
   */
  readonly outcomeUnknownWaitMs?: number | undefined;
  /** Tokens that are kept, those that were asked for last. Default: 10 000. */
  readonly maxKeys?: number | undefined;
}

interface Slot {
  generation: number;
  saved?: { readonly record: TokenRecord; readonly ageMs: number; readonly at: Instant };
  /** Records up to this generation are not taken any more. */
  deletedTo?: number;
  /** Over when the lease is given back. */
  lease?: Work;
}

/**
 * Tokens of this process. Providers that are given the same store share a token and a login budget where name, scope
 * and fingerprint are the same. Nothing is written anywhere.
 *
 * @throws ConfigurationError for a time or a number that cannot be meant.
 */
export function memoryTokenStore(options: MemoryTokenStoreOptions = {}): TokenStore {
  const { clock = systemClock, outcomeUnknownWaitMs = 900_000, maxKeys = 10_000 } = options;
  if (!(outcomeUnknownWaitMs >= 0)) {
    throw new ConfigurationError('memoryTokenStore: outcomeUnknownWaitMs must be from 0 ms');
  }
  if (!(maxKeys >= 1)) throw new ConfigurationError('memoryTokenStore: maxKeys must be from 1');
  const slots = new Map<string, Slot>();

  function newer(slot: Slot | undefined, generation: number): StoredToken | undefined {
    const saved = slot?.saved;
    if (saved === undefined || !(saved.record.generation > generation)) return undefined;
    return { record: saved.record, ageMs: saved.ageMs + elapsedMs(clock, saved.at) };
  }

  return {
    budget: memoryLoginBudget({ clock, outcomeUnknownWaitMs }),
    async claim(key, generation) {
      const slot: Slot = slots.get(key) ?? { generation: 0 };
      setBounded(slots, key, slot, Infinity);
      trim(slots, maxKeys, ({ lease }) => lease !== undefined);
      for (;;) {
        const stored = newer(slot, generation);
        if (stored !== undefined) return { stored };
        const { lease } = slot;
        if (lease === undefined) return { lease: lend(slot, generation, clock) };
        // Who held it is gone, and will not give it back.
        if (!(await workEnded(lease)) && slot.lease === lease) giveBack(slot, lease);
      }
    },
    async read(key, generation) {
      return newer(slots.get(key), generation);
    },
    async delete(key) {
      const slot = slots.get(key);
      if (slot === undefined) return;
      delete slot.saved;
      slot.deletedTo = slot.generation;
    },
  };
}

function lend(slot: Slot, known: number, clock: Clock): TokenLease {
  // Not below the clock, so that among the tokens of several processes the youngest has the largest number.
  slot.generation = Math.max(slot.generation, known, Math.floor(clock.nowMs()) || 0) + 1;
  const { generation } = slot;
  const lease = beginWork();
  slot.lease = lease;
  return {
    generation,
    async save(record, ageMs) {
      const known = Math.max(slot.deletedTo ?? 0, slot.saved?.record.generation ?? 0);
      if (known >= record.generation) return false;
      slot.saved = { record, ageMs, at: instant(clock) };
      return true;
    },
    release: async () => giveBack(slot, lease),
  };
}

function giveBack(slot: Slot, lease: Work): void {
  if (slot.lease === lease) delete slot.lease;
  lease.end();
}
