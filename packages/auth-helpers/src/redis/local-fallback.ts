import { setBounded } from '../token/bounded.js';
import { type Clock, elapsedMs, type Instant, instant } from '../token/clock.js';
import type { StoredToken, TokenLease, TokenRecord, TokenStore } from '../token/store.js';
import { StoreOutage } from './circuit-breaker.js';
import { localFallbackBudget } from './local-fallback-budget.js';
import type { SharedStore } from './shared-store.js';

export interface LocalFallbackOptions {
  readonly onStoreFailure: 'local' | 'throw';
  readonly clock: Clock;
}

/** A token that Redis was to have. */
interface Unpublished {
  readonly record: TokenRecord;
  readonly ageMs: number;
  readonly at: Instant;
}

/** Tokens that wait for Redis; of more, the oldest are known to this process alone. */
const MOST_UNPUBLISHED = 1_000;

/**
 * The shared store, and beside it one of this process, which takes over with `local` while Redis fails: one login at a
 * time in this process, and only with credentials that were accepted before. Tokens that Redis has missed are published
 * when it is back.
 */
export function withLocalFallback(
  shared: SharedStore,
  local: TokenStore,
  { onStoreFailure, clock }: LocalFallbackOptions,
): TokenStore {
  const unpublished = new Map<string, Unpublished>();

  async function publish(
    key: string,
    record: TokenRecord,
    ageMs: number,
    isUrgent = false,
  ): Promise<boolean> {
    const at = instant(clock);
    try {
      const isNewest = await shared.publish(key, record, ageMs, isUrgent);
      unpublished.delete(key);
      return isNewest;
    } catch (error) {
      setBounded(unpublished, key, { record, ageMs, at }, MOST_UNPUBLISHED);
      throw error;
    }
  }

  /** Only for one who can use it: who asks for a newer one may have found this one dead. */
  async function publishLeftOver(key: string, generation: number): Promise<void> {
    const left = leftOver(key, generation);
    if (left !== undefined) await publish(key, left.record, left.ageMs);
  }

  function leftOver(key: string, generation: number): StoredToken | undefined {
    const left = unpublished.get(key);
    if (left === undefined || !(left.record.generation > generation)) return undefined;
    return { record: left.record, ageMs: left.ageMs + elapsedMs(clock, left.at) };
  }

  function localLease(key: string, lease: TokenLease): TokenLease {
    return {
      ...lease,
      isLocal: true,
      async save(record, ageMs) {
        const isNewest = await lease.save(record, ageMs);
        return isNewest && publish(key, record, ageMs).catch(unlessOutage(true));
      },
    };
  }

  return {
    async claim(key, generation) {
      try {
        await publishLeftOver(key, generation);
        const claim = await shared.claim(key, generation);
        if ('stored' in claim) return claim;
        const { lease } = claim;
        return { lease: { ...lease, save: (record, ageMs) => publish(key, record, ageMs, true) } };
      } catch (error) {
        if (onStoreFailure === 'throw') throw error;
        unlessOutage(undefined)(error);
        const claim = await local.claim(key, generation);
        return 'lease' in claim ? { lease: localLease(key, claim.lease) } : claim;
      }
    },
    async read(key, generation) {
      const left = leftOver(key, generation);
      if (left !== undefined) return left;
      return shared.read(key, generation).catch((error: unknown) => {
        unlessOutage(undefined)(error);
        return local.read(key, generation);
      });
    },
    async delete(key) {
      unpublished.delete(key);
      await local.delete(key);
      await shared.delete(key);
    },
    budget: localFallbackBudget(shared.budget, local.budget, onStoreFailure === 'local'),
  };
}

function unlessOutage<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof StoreOutage) return value;
    throw error;
  };
}
