import { DAY_MS, unixSeconds } from '../../core/clock.js';
import { createRandom } from '../../core/random.js';
import type { Account } from './account.js';
import { ENROLLED_BEFORE_DAYS } from './customers.js';
import type { FinicityTransactionFixture } from './fixtures.js';

/** How far back from the day on which an account was added its history reaches, as the description says. */
const HISTORY_DAYS = 180;

/** The same once the historic transactions were loaded: 24 months. */
const LONG_HISTORY_DAYS = 730;

/**
 * Of an account's first transaction on the day on which it was added. So the first customer has at the start the one
 * of the examples in the description.
 */
const FIRST_ID = 31_877_204_519 - 10 * ENROLLED_BEFORE_DAYS;

/** Between accounts of a customer, so that an id is unique for that customer. */
const IDS_PER_ACCOUNT = 1_000_000;

/** What was booked on an account. It never changes: from pending to posted, it is another one of the same id. */
export interface Transaction {
  readonly id: number;
  readonly accountId: string;
  readonly customerId: string;
  readonly dayMs: number;
  readonly amount: number;
  /** Until the day after it took place. */
  readonly isPending: boolean;
  /** After it, in cents, so that adding up stays exact. */
  readonly balanceCents: number;
  readonly payee: Payee;
}

interface Payee {
  readonly name: string;
  readonly category: string;
  readonly type: string;
}

const PAYROLL: Payee = { name: 'Harbor Tools', category: 'Paycheck', type: 'directDeposit' };
const PAYCHECK_CENTS = 192_500;
const PAYEES: readonly Payee[] = [
  { name: 'Greenleaf Market', category: 'Groceries', type: 'pointOfSale' },
  { name: 'Tidewater Gym', category: 'Gym', type: 'repeatPayment' },
  { name: 'Cascade Transit', category: 'Public Transportation', type: 'pointOfSale' },
  { name: 'Larch Street Coffee', category: 'Coffee Shops', type: 'pointOfSale' },
  { name: 'Northline Power', category: 'Utilities', type: 'directDebit' },
];

/**
 * What was booked on an account, oldest first: one or two a day, a paycheck every second week. What a day brings
 * depends on seed, account and day only, so new ones come as time passes and old ones stay as they were.
 */
export function transactionsOf(account: Account, nowMs: number, seed: number): Transaction[] {
  if (account.fixedTransactions !== undefined) return fixedTransactions(account, account.fixedTransactions);
  const addedDay = Math.floor(account.createdMs / DAY_MS);
  const today = Math.floor(nowMs / DAY_MS);
  const { id: accountId, customerId } = account;
  const historyDays = account.hasLongHistory ? LONG_HISTORY_DAYS : HISTORY_DAYS;
  const booked: Transaction[] = [];
  let balanceCents = account.openingCents;
  for (let day = addedDay - historyDays; day <= today; day += 1) {
    const random = createRandom(seed, 'transactions', accountId, `${day - addedDay}`);
    const count = random.integer(1, 2);
    for (let index = 0; index < count; index += 1) {
      const isPaycheck = index === 0 && (day - addedDay) % 14 === 0;
      const payee = isPaycheck ? PAYROLL : random.pick(PAYEES);
      const cents = isPaycheck ? PAYCHECK_CENTS : -random.integer(350, 12_000);
      balanceCents += cents;
      const id = FIRST_ID + account.index * IDS_PER_ACCOUNT + 10 * (day - addedDay) + index;
      const isPending = day === today;
      booked.push({
        id,
        accountId,
        customerId,
        dayMs: day * DAY_MS,
        amount: cents / 100,
        isPending,
        balanceCents,
        payee,
      });
    }
  }
  if (!account.hasLongHistory) return booked;
  // What was loaded later does not change any balance after it.
  const firstMs = (addedDay - HISTORY_DAYS) * DAY_MS;
  const older = booked.filter(({ dayMs }) => dayMs < firstMs);
  const olderCents = (older.at(-1)?.balanceCents ?? account.openingCents) - account.openingCents;
  return booked.map((one) => ({ ...one, balanceCents: one.balanceCents - olderCents }));
}

/** Those of a fixture: by day, and of one day in the order of the fixture. */
function fixedTransactions(
  { id: accountId, index, customerId, openingCents }: Account,
  fixtures: readonly FinicityTransactionFixture[],
): Transaction[] {
  let balanceCents = openingCents;
  const inOrder = [...fixtures].sort((a, b) => Date.parse(a.date) - Date.parse(b.date));
  return inOrder.map(({ date, amount, payee, category, type, isPending = false }, at) => {
    balanceCents += Math.round(amount * 100);
    return {
      ...{
        id: FIRST_ID + index * IDS_PER_ACCOUNT + at,
        accountId,
        customerId,
        amount,
        isPending,
        balanceCents,
      },
      dayMs: Date.parse(date),
      payee: { name: payee, category: category ?? 'Uncategorized', type: type ?? 'pointOfSale' },
    };
  });
}

/** As the vendor writes it. */
export function shownTransaction(transaction: Transaction): object {
  const { id, accountId, customerId, dayMs, amount, isPending, balanceCents, payee } = transaction;
  const bookedDate = unixSeconds(dayMs);
  return {
    id,
    amount,
    uniqueTransactionId: uniqueIdOf(transaction),
    accountId: Number(accountId),
    customerId: Number(customerId),
    status: isPending ? 'pending' : 'active',
    description: payee.name.toUpperCase(),
    type: payee.type,
    transactionDate: bookedDate,
    ...(isPending ? {} : { postedDate: unixSeconds(dayMs + DAY_MS) }),
    createdDate: bookedDate,
    runningBalanceAmount: balanceCents / 100,
    categorization: { normalizedPayeeName: payee.name, category: payee.category, country: 'USA' },
  };
}

/** Unique over all accounts. */
export function uniqueIdOf({ accountId, id }: Transaction): string {
  return `${accountId}-${id}`;
}

/** Balances at both ends of the days on which any of `shown` was booked, oldest day first. @param booked In order. */
export function dailyBalances(booked: readonly Transaction[], shown: readonly Transaction[]): object[] {
  const days = [...new Set(shown.map(({ dayMs }) => dayMs))].sort((a, b) => a - b);
  return days.map((dayMs) => {
    const ofDay = booked.filter((one) => one.dayMs === dayMs);
    const [first, last] = [ofDay[0]!, ofDay.at(-1)!];
    const beginning = (first.balanceCents - Math.round(first.amount * 100)) / 100;
    return { date: unixSeconds(dayMs), beginning, ending: last.balanceCents / 100 };
  });
}
