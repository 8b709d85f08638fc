import { type Clock, elapsedMs, type Instant, instant } from '../token/clock.js';
import type { TokenLease, TokenRecord, TokenStore } from '../token/store.js';
import { StoreOutage } from './guard.js';
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

/**
 * The shared store, and beside it one of this process. That one remembers refusals of this process's own logins, so
 * what Redis loses is not tried again here. With `local` it takes over while Redis fails: one login at a time in this
 * process, and one rejected. Tokens that Redis has missed are published when it is back.
 */
export function withLocalFallback(
  shared: SharedStore,
  local: TokenStore,
  { onStoreFailure, clock }: LocalFallbackOptions,
): TokenStore {
  const unpublished = new Map<string, Unpublished>();
  /** Keys whose login was allowed by this process, and is not counted in Redis. */
  const uncounted = new Set<string>();

  async function publish(key: string, record: TokenRecord, ageMs: number): Promise<boolean> {
    const at = instant(clock);
    try {
      const isNewest = await shared.publish(key, record, ageMs);
      unpublished.delete(key);
      return isNewest;
    } catch (error) {
      unpublished.set(key, { record, ageMs, at });
      throw error;
    }
  }

  /** Only for one who can use it: who asks for a newer one may have found this one dead. */
  async function publishLeftOver(key: string, generation: number): Promise<void> {
    const left = unpublished.get(key);
    if (left === undefined || !(left.record.generation > generation)) return;
    await publish(key, left.record, left.ageMs + elapsedMs(clock, left.at));
  }

  function localLease(key: string, lease: TokenLease): TokenLease {
    return {
      ...lease,
      isLocal: true,
      async save(record, ageMs) {
        await lease.save(record, ageMs);
        return publish(key, record, ageMs).catch(unlessOutage(true));
      },
    };
  }

  return {
    async claim(key, generation) {
      try {
        await publishLeftOver(key, generation);
        const claim = await shared.claim(key, generation);
        if ('lease' in claim) {
          const { lease } = claim;
          return { lease: { ...lease, save: (record, ageMs) => publish(key, record, ageMs) } };
        }
        // A new token is the proof that the credentials are good, whatever became of a login here.
        await local.budget.settle(key, 'accepted');
        return claim;
      } catch (error) {
        if (onStoreFailure === 'throw') throw error;
        unlessOutage(undefined)(error);
        const claim = await local.claim(key, generation);
        return 'lease' in claim ? { lease: localLease(key, claim.lease) } : claim;
      }
    },
    budget: {
      async reserve(key) {
        const own = await local.budget.reserve(key);
        if (own === 'credentials_rejected' || own === 'account_locked') return own;
        const giveBack = async (): Promise<void> => {
          if (own === 'allowed') await local.budget.settle(key, 'harmless');
        };
        try {
          const verdict = await shared.budget.reserve(key);
          await giveBack();
          return verdict;
        } catch (error) {
          if (onStoreFailure === 'local' && error instanceof StoreOutage) {
            if (own === 'allowed') uncounted.add(key);
            return own;
          }
          await giveBack();
          throw error;
        }
      },
      async settle(key, outcome) {
        const isUncounted = uncounted.delete(key);
        if (isUncounted || outcome !== 'harmless') await local.budget.settle(key, outcome);
        if (isUncounted && outcome === 'harmless') return;
        // Known here at least; and a token that cannot be saved next is told.
        await shared.budget.settle(key, outcome).catch(unlessOutage(undefined));
      },
      async reset(key) {
        await local.budget.reset(key);
        await shared.budget.reset(key);
      },
    },
  };
}

function unlessOutage<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof StoreOutage) return value;
    throw error;
  };
}
