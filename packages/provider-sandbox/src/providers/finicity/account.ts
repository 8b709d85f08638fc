import type { Customer } from './customers.js';
import type { FinicityTransactionFixture } from './fixtures.js';

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

/** Of one customer, as it is now. */
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
  /** The transactions of a fixture, in place of the made-up ones. */
  readonly fixedTransactions?: readonly FinicityTransactionFixture[] | undefined;
}

/** The ids of all that a customer has had. No two customers have the same, even after one is removed. */
export function accountIdsOf({ number, fixedAccounts }: Customer): string[] {
  if (fixedAccounts !== undefined) {
    return fixedAccounts.map(({ id }, index) => id ?? `${FIRST_ACCOUNT_ID + 100 * number + index}`);
  }
  return KINDS.map(({ offset }) => `${FIRST_ACCOUNT_ID + 100 * number + offset}`);
}

/** All that a customer has at the enrolment, in the order of `accountIdsOf`. */
export function firstAccountsOf(customer: Customer): Account[] {
  const ids = accountIdsOf(customer);
  const { id: customerId, number, createdMs, fixedAccounts } = customer;
  if (fixedAccounts !== undefined) {
    return fixedAccounts.map((account, index) => ({
      ...{ id: ids[index]!, index, customerId, name: account.name, type: account.type, createdMs },
      institutionId: account.institutionId ?? KINDS[0].institutionId,
      institutionLoginId: loginIdOf(fixedAccounts, index, number),
      openingCents: Math.round((account.openingBalance ?? 0) * 100),
      ...{ hasLongHistory: false, refreshedMs: createdMs, fixedTransactions: account.transactions },
    }));
  }
  return KINDS.map(({ name, type, login, institutionId, cents }, index) => ({
    id: ids[index]!,
    ...{ index, customerId, name, type, institutionId },
    institutionLoginId: FIRST_LOGIN_ID + 10 * number + login,
    createdMs,
    openingCents: cents,
    hasLongHistory: false,
    refreshedMs: createdMs,
  }));
}

/** Those at one institution were shared with one login. */
function loginIdOf(accounts: NonNullable<Customer['fixedAccounts']>, index: number, number: number): number {
  const institutions = [
    ...new Set(accounts.map(({ institutionId }) => institutionId ?? KINDS[0].institutionId)),
  ];
  const own = accounts[index]?.institutionId ?? KINDS[0].institutionId;
  return FIRST_LOGIN_ID + 100 * number + institutions.indexOf(own);
}
