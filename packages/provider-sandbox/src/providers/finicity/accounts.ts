import { DAY_MS } from '../../core/clock.js';
import { LruMap } from '../../core/lru-map.js';
import type { SandboxClock } from '../../core/provider.js';
import { type Account, accountIdsOf, firstAccountsOf } from './account.js';
import type { Customer } from './customers.js';
import { type Transaction, transactionsOf } from './transactions.js';

/** Those of so many accounts are kept: more than the accounts of all customers that are there at the start. */
const BOOKED_ACCOUNTS = 100;

/** The accounts that customers have shared: each the same three, at two institutions, from the enrolment on. */
export class Accounts {
  readonly #clock: SandboxClock;
  readonly #seed: number;
  readonly #removed = new Set<string>();
  readonly #refreshes = new Map<string, { readonly atMs: number; readonly beforeMs: number }>();
  readonly #withLongHistory = new Set<string>();
  /** Making them up takes longer than all else, and they change once a day. Made anew they are the same. */
  readonly #booked = new LruMap<string, { readonly day: number; readonly transactions: Transaction[] }>(
    BOOKED_ACCOUNTS,
  );

  constructor(clock: SandboxClock, seed: number) {
    this.#clock = clock;
    this.#seed = seed;
  }

  /** Those of a customer that are not removed, in the order of the description. */
  of(customer: Customer): Account[] {
    const left = firstAccountsOf(customer).filter(({ id }) => !this.#removed.has(id));
    return left.map((account) => ({
      ...account,
      hasLongHistory: this.#withLongHistory.has(account.id),
      refreshedMs: this.#refreshedMs(account.id) ?? account.refreshedMs,
    }));
  }

  /** @param inMs How long it takes: until then they are as before. @returns them as they are after it. */
  refresh(accounts: readonly Account[], inMs = 0): Account[] {
    const atMs = this.#clock.nowMs() + inMs;
    for (const { id, refreshedMs } of accounts) this.#refreshes.set(id, { atMs, beforeMs: refreshedMs });
    return accounts.map((account) => ({ ...account, refreshedMs: atMs }));
  }

  #refreshedMs(id: string): number | undefined {
    const refresh = this.#refreshes.get(id);
    return refresh !== undefined && refresh.atMs > this.#clock.nowMs() ? refresh.beforeMs : refresh?.atMs;
  }

  /** Makes their history reach back as far as it goes. */
  loadHistory(accounts: readonly Account[]): void {
    for (const { id } of accounts) {
      this.#withLongHistory.add(id);
      this.#booked.delete(id);
    }
  }

  /** Ends access to them, for good. */
  remove(accounts: readonly Account[]): void {
    for (const { id } of accounts) {
      this.#removed.add(id);
      this.#booked.delete(id);
    }
  }

  /** Forgets what has happened to all of them: their customers are replaced. */
  clear(): void {
    this.#removed.clear();
    this.#refreshes.clear();
    this.#withLongHistory.clear();
    this.#booked.clear();
  }

  /** Ends access to all of a customer that is removed, and forgets them. */
  forget(customer: Customer): void {
    for (const id of accountIdsOf(customer)) {
      this.#removed.delete(id);
      this.#refreshes.delete(id);
      this.#withLongHistory.delete(id);
      this.#booked.delete(id);
    }
  }

  /** Oldest first. */
  transactionsOf(account: Account): readonly Transaction[] {
    const nowMs = this.#clock.nowMs();
    const day = Math.floor(nowMs / DAY_MS);
    const known = this.#booked.get(account.id);
    if (known?.day === day) return known.transactions;
    const transactions = transactionsOf(account, nowMs, this.#seed);
    this.#booked.set(account.id, { day, transactions });
    return transactions;
  }
}
