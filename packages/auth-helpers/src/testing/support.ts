import type { StoredToken, TokenLease, TokenRecord, TokenStore } from '../token/store.js';

/** @param key One that is used by nobody else. */
export type Check = (store: TokenStore, key: string) => Promise<void>;

/** @throws Error with the rule when it is broken. */
export function must(isKept: boolean, rule: string): asserts isKept {
  if (!isKept) throw new Error(`the token store must ${rule}`);
}

/** Of an hour, made just now. */
export function recordOf(generation: number, change: Partial<TokenRecord> = {}): TokenRecord {
  return { token: `T${generation}`, issuedAtMs: Date.now(), lifeMs: 3_600_000, generation, ...change };
}

export async function leased(store: TokenStore, key: string, generation = 0): Promise<TokenLease> {
  const claim = await store.claim(key, generation);
  must('lease' in claim, 'lend the right to log in when it has no newer token and nobody holds it');
  return claim.lease;
}

export async function stored(store: TokenStore, key: string, generation = 0): Promise<StoredToken> {
  const claim = await store.claim(key, generation);
  must('stored' in claim, 'give the token that was saved to whoever knows none so new');
  return claim.stored;
}

/** A login from its beginning to its end. */
export async function saved(
  store: TokenStore,
  key: string,
  change: Partial<TokenRecord> = {},
  { known = 0, ageMs = 0 }: { known?: number; ageMs?: number } = {},
): Promise<TokenRecord> {
  const lease = await leased(store, key, known);
  const record = recordOf(lease.generation, change);
  must(await lease.save(record, ageMs), 'save the token of the newest login');
  await lease.release();
  return record;
}

export function passed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
