import { toHex } from '../crypto/bytes.js';
import { AuthError } from '../errors.js';
import type { Clock } from '../token/clock.js';
import type { StoredToken, TokenClaim, TokenLease, TokenRecord, TokenStore } from '../token/store.js';
import { type CircuitBreaker, StoreOutage } from './circuit-breaker.js';
import type { Evaluate } from './client.js';
import { providerIn, redisKeys } from './keys.js';
import { heldLock } from './lock.js';
import { decodeRecord, encodeRecord } from './record.js';
import { type RedisLoginBudget, redisLoginBudget } from './redis-login-budget.js';
import { claimScript, deleteScript, KEPT_MS, readScript, releaseScript, saveScript } from './scripts.js';
import type { Seal } from './seal.js';

export interface SharedStoreSettings {
  readonly evaluate: Evaluate;
  /** Of the same client. */
  readonly breaker: CircuitBreaker;
  readonly seal: Seal | undefined;
  readonly lockTtlMs: number;
  readonly maxWaitMs: number;
  readonly outcomeUnknownWaitMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** A store in Redis that can be written without a lease. Its methods reject with a `StoreOutage` when Redis fails. */
export interface SharedStore extends Omit<TokenStore, 'budget'> {
  readonly budget: RedisLoginBudget;
  /**
   * Stores a record without a lease, unless there is a newer one.
   *
   * @param isUrgent Also while Redis is left alone: it has lent the lease, and others wait. Default: false.
   */
  publish(key: string, record: TokenRecord, ageMs: number, isUrgent?: boolean): Promise<boolean>;
}

const SHORTEST_POLL_MS = 50;
const LONGEST_POLL_MS = 250;

export function sharedStore(settings: SharedStoreSettings): SharedStore {
  const { evaluate, breaker, seal, lockTtlMs, maxWaitMs, clock, random, sleep } = settings;

  async function publish(
    key: string,
    record: TokenRecord,
    ageMs: number,
    isUrgent = false,
  ): Promise<boolean> {
    const place = (await redisKeys(key)).record;
    const text = await encodeRecord(record, place, seal);
    const values = [text, `${record.generation}`, keptMs(record, ageMs)];
    return Number(await breaker.run(saveScript(), [place], values, { isUrgent })) === 1;
  }

  async function claim(key: string, generation: number): Promise<TokenClaim> {
    const { record: place, lock, generation: counter } = await redisKeys(key);
    const untilMs = clock.monotonicMs() + maxWaitMs;
    let known = generation;
    for (let polls = 0; ; polls += 1) {
      // Another each time: if the one before was served too late, its lock is given back, and not this one.
      const owner = toHex(globalThis.crypto.getRandomValues(new Uint8Array(16)));
      const late = (reply: unknown): void => {
        if (wordsOf(reply)[0] === 'lease') evaluate(releaseScript(), [lock], [owner]).catch(() => undefined);
      };
      const values = [owner, `${known}`, `${lockTtlMs}`];
      const sinceMs = clock.monotonicMs();
      const reply = await breaker.run(claimScript(), [place, lock, counter], values, { late }).catch(again);
      const [kind, first, pttl, stored] = wordsOf(reply);
      if (kind === 'lease') {
        const held = heldLock({ breaker, clock, lockTtlMs, name: lock, owner, sinceMs });
        const save: TokenLease['save'] = (record, ageMs) => publish(key, record, ageMs, true);
        return { lease: { generation: Number(first), save, ...held } };
      }
      if (kind === 'stored') {
        const record = await decodeRecord(`${first}`, place, seal);
        if (record !== undefined) return { stored: { record, ageMs: ageMs(record, Number(pttl)) } };
        // One that cannot be read is as good as none: a newer one is wanted.
        known = Number(stored);
      }
      if (!(clock.monotonicMs() < untilMs)) throw waitedInVain(key);
      await sleep(pollMs(polls) * (0.5 + random() / 2));
    }
  }

  async function read(key: string, generation: number): Promise<StoredToken | undefined> {
    const { record: place } = await redisKeys(key);
    const reply = await breaker.run(readScript(), [place], [`${generation}`]);
    const [kind, text, pttl] = wordsOf(reply);
    const record = kind === 'stored' ? await decodeRecord(`${text}`, place, seal) : undefined;
    return record === undefined ? undefined : { record, ageMs: ageMs(record, Number(pttl)) };
  }

  async function forget(key: string): Promise<void> {
    const { record: place, generation: counter } = await redisKeys(key);
    // As long as a lock, and a login that has outlasted it.
    await breaker.run(deleteScript(), [place, counter], [`${10 * lockTtlMs}`]);
  }

  /** One failure may be a moment's: the store is asked again, until it is left alone. */
  function again(error: unknown): undefined {
    if (breaker.isSkipping() || !(error instanceof StoreOutage)) throw error;
  }

  return { claim, read, delete: forget, publish, budget: redisLoginBudget(breaker, evaluate, settings) };
}

function waitedInVain(key: string): AuthError {
  const message = 'another process holds the right to log in for too long: try later';
  return new AuthError('provider_unavailable', message, { provider: providerIn(key), retryable: true });
}

/** Clients may be set to give buffers, or numbers as texts. */
function wordsOf(reply: unknown): string[] {
  return Array.isArray(reply) ? reply.map(String) : [];
}

function pollMs(polls: number): number {
  return Math.min(LONGEST_POLL_MS, SHORTEST_POLL_MS * 1.5 ** polls);
}

/** The life that is left, as Redis takes it. */
function keptMs({ lifeMs }: TokenRecord, ageMs: number): string {
  if (lifeMs === null) return `${KEPT_MS}`;
  return `${Math.min(Math.max(1, Math.floor(lifeMs - ageMs)), Number.MAX_SAFE_INTEGER)}`;
}

/** By Redis's clock, which is the same for all; 0 where Redis does not count. */
function ageMs({ lifeMs }: TokenRecord, pttl: number): number {
  return lifeMs === null || !(pttl >= 0) ? 0 : Math.max(0, lifeMs - pttl);
}
