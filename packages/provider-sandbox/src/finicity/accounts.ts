import type { SandboxClock } from '../core/contract.js';
import type { Customer } from './customers.js';
import { type Transaction, transactionsOf } from './transactions.js';

/** Those of the examples in the description; each customer has numbers of their own after them. */
const FIRST_ACCOUNT_ID = 6_012_884_301;
const FIRST_LOGIN_ID = 1_320_047_785;

const KINDS = [
  { name: 'Everyday Checking', type: 'checking', offset: 0, login: 0, institutionId: 101_732, cents: 80_000 },
  {
    name: 'Rainy Day Savings',
    type: 'savings',
    offset: 18,
    login: 0,
    institutionId: 101_732,
    cents: 950_000,
  },
  { name: 'Travel Checking', type: 'checking', offset: 36, login: 1, institutionId: 101_790, cents: 60_000 },
] as const;

export interface Account {
  readonly id: string;
  /** Among those that the customer has had, from 0. */
  readonly index: number;
  readonly customerId: string;
  readonly name: string;
  readonly type: string;
  readonly institutionId: number;
  readonly institutionLoginId: number;
  readonly createdMs: number;
  /** Before the first transaction of the history that all accounts have. */
  readonly openingCents: number;
  /** Whether its historic transactions were loaded. */
  readonly hasLongHistory: boolean;
  /** When data were last fetched from the institution. */
  readonly refreshedMs: number;
}

/** The accounts that customers have shared: each the same three, at two institutions, from the enrolment on. */
export class Accounts {
  readonly #clock: SandboxClock;
  readonly #seed: number;
  readonly #removed = new Set<string>();
  readonly #refreshes = new Map<string, { readonly atMs: number; readonly beforeMs: number }>();
  readonly #withLongHistory = new Set<string>();
  /** Making them up takes longer than all else, and they change once a day. */
  readonly #booked = new Map<string, { readonly day: number; readonly transactions: Transaction[] }>();

  constructor(clock: SandboxClock, seed: number) {
    this.#clock = clock;
    this.#seed = seed;
  }

  of(customer: Customer): Account[] {
    const all = KINDS.map(({ name, type, offset, login, institutionId, cents }, index): Account => {
      const id = `${FIRST_ACCOUNT_ID + 100 * customer.number + offset}`;
      return {
        id,
        index,
        customerId: customer.id,
        name,
        type,
        institutionId,
        institutionLoginId: FIRST_LOGIN_ID + 10 * customer.number + login,
        createdMs: customer.createdMs,
        openingCents: cents,
        hasLongHistory: this.#withLongHistory.has(id),
        refreshedMs: this.#refreshedMs(id) ?? customer.createdMs,
      };
    });
    return all.filter(({ id }) => !this.#removed.has(id));
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

  /** Oldest first. */
  transactionsOf(account: Account): readonly Transaction[] {
    const nowMs = this.#clock.nowMs();
    const day = Math.floor(nowMs / (24 * 60 * 60_000));
    const known = this.#booked.get(account.id);
    if (known?.day === day) return known.transactions;
    const transactions = transactionsOf(account, nowMs, this.#seed);
    this.#booked.set(account.id, { day, transactions });
    return transactions;
  }
}
