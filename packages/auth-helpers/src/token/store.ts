import type { LoginBudget } from './login-budget.js';

/** One token with all that is needed to judge it, written and read as a whole. JSON holds all of it. */
export interface TokenRecord {
  readonly token: string;
  /** When its login was *started*, on the wall clock of the process that made it. */
  readonly issuedAtMs: number;
  /** How long it lives from then on; `null` for one that does not expire. */
  readonly lifeMs: number | null;
  /** Of the lease it was made under: the larger, the newer. */
  readonly generation: number;
}

export interface StoredToken {
  readonly record: TokenRecord;
  /** At least so old by the store's own clock, whatever the clocks of the processes say. */
  readonly ageMs: number;
}

/** The right to log in, held by one at a time. */
export interface TokenLease {
  /** Larger than that of every lease and record before it, and than the one that was known (a fencing number). */
  readonly generation: number;
  /** Lent by this process alone, as what it shares with others fails. Default: false. */
  readonly isLocal?: boolean | undefined;
  /**
   * Whether enough is left of it for a login that begins now; if not, it is given back and another one is claimed.
   * Default: it always is.
   */
  isFresh?(): boolean;
  /**
   * Stores the record, unless a newer generation has been stored, or the key was deleted since the lease was lent.
   *
   * @param ageMs How old the token is by now.
   * @returns whether it was stored.
   */
  save(record: TokenRecord, ageMs: number): Promise<boolean>;
  /** Gives the right to the next. Never rejects; a second time it does nothing. */
  release(): Promise<void>;
}

export type TokenClaim = { readonly stored: StoredToken } | { readonly lease: TokenLease };

/**
 * Where tokens are kept and logins are put in order. A token in hand is served without asking the store; it is asked
 * before a login only. Expiry is in the record and is judged by the reader, so a store need not expire anything; but it
 * must not keep what nobody asks for any more for ever.
 *
 * A store that fails says so by rejecting, never by telling that there is nothing: then no login is made. With an
 * `AuthError` it rejects when it works, and there is a reason for making none.
 */
export interface TokenStore {
  /**
   * Waits until a record newer than `generation` is there, or until nobody else holds the lease. How long it waits is
   * bounded by the store.
   *
   * @param key Provider, base URL, scope, fingerprint of the credentials and subject, as JSON: what differs in one of
   * them never meets.
   */
  claim(key: string, generation: number): Promise<TokenClaim>;
  /** A record newer than `generation`, if there is one. Waits for nobody. */
  read(key: string, generation: number): Promise<StoredToken | undefined>;
  /** Forgets the token of the key. What was lent before cannot be used to store one. */
  delete(key: string): Promise<void>;
  readonly budget: LoginBudget;
}
