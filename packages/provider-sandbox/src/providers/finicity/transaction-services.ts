import { json, jsonText } from '../../core/body.js';
import { unixSeconds } from '../../core/clock.js';
import { once } from '../../core/once.js';
import type { SandboxAnswer } from '../../core/provider.js';
import type { Account } from './account.js';
import type { Customer } from './customers.js';
import type { Partner } from './partner.js';
import { type Call, type CustomerService, pageOf, resourceNotFound, type Services } from './service.js';
import { dailyBalances, shownTransaction, type Transaction, uniqueIdOf } from './transactions.js';

interface Ordered {
  /** By account. */
  readonly parts: readonly (readonly Transaction[])[];
  readonly inOrder: readonly Transaction[];
}

/** Transactions of one customer: of all accounts or of one, and each by its ids. */
export function transactionServices({ accounts }: Partner): Services<CustomerService> {
  const bookedOn = (account: Account): readonly Transaction[] => accounts.transactionsOf(account);
  const bookedOf = (customer: Customer): Transaction[] => accounts.of(customer).flatMap(bookedOn);

  /**
   * Put in order once for as long as the accounts have the same transactions. By those of a customer's first account:
   * this way they are forgotten together.
   */
  const ordered = new WeakMap<readonly Transaction[], Ordered>();
  const inOrderOf = (customer: Customer): readonly Transaction[] => {
    const parts = accounts.of(customer).map(bookedOn);
    const [first] = parts;
    if (first === undefined) return [];
    const known = ordered.get(first);
    const isSame =
      known?.parts.length === parts.length && parts.every((part, at) => part === known.parts[at]);
    if (isSame) return known.inOrder;
    const inOrder = parts.flat().sort((a, b) => a.dayMs - b.dayMs || a.id - b.id);
    ordered.set(first, { parts, inOrder });
    return inOrder;
  };

  const one = (customer: Customer, isIt: (one: Transaction) => boolean): ReturnType<CustomerService> => {
    const found = bookedOf(customer).find(isIt);
    return found === undefined ? resourceNotFound : json(200, shownTransaction(found));
  };

  return {
    getAllCustomerTransactions: (customer, { query }) => transactionPage(inOrderOf(customer), query),

    getCustomerAccountTransactions(customer, { pathParams, query }) {
      const account = accounts.of(customer).find(({ id }) => id === pathParams.accountId);
      return account === undefined ? resourceNotFound : accountPage(bookedOn(account), query);
    },

    getCustomerTransaction: (customer, { pathParams }) =>
      one(customer, ({ id }) => `${id}` === pathParams.transactionId),

    getTransactionByUniqueTransactionId: (customer, { pathParams }) =>
      one(customer, (transaction) => uniqueIdOf(transaction) === pathParams.uniqueTransactionId),
  };
}

/**
 * The page that a query asks for, newest first unless it says otherwise.
 *
 * @param booked Oldest first.
 */
export function transactionPage(booked: readonly Transaction[], query: Call['query']): SandboxAnswer {
  return jsonText(200, `{${pageMembers(booked, query).text}}`);
}

/** With the balances of the days that are shown, where the query asks for them. @param booked Of one account. */
export function accountPage(booked: readonly Transaction[], query: Call['query']): SandboxAnswer {
  const { text, shown } = pageMembers(booked, query);
  if (query.get('showDailyBalance') !== 'true') return jsonText(200, `{${text}}`);
  return jsonText(200, `{${text},"dailyBalances":${JSON.stringify(dailyBalances(booked, shown))}}`);
}

function pageMembers(
  booked: readonly Transaction[],
  query: Call['query'],
): { readonly text: string; readonly shown: readonly Transaction[] } {
  const [fromDate, toDate] = [Number(query.get('fromDate')), Number(query.get('toDate'))];
  const sort = query.get('sort') ?? 'desc';
  const ofPeriod = booked.slice(firstFrom(booked, fromDate), firstFrom(booked, toDate + 1));
  const isWithPending = query.get('includePending') === 'true';
  const matching = isWithPending ? ofPeriod : ofPeriod.filter(({ isPending }) => !isPending);
  if (sort === 'desc') matching.reverse();
  const { items: shown, total, more } = pageOf(matching, query);
  const counts = JSON.stringify({
    found: total,
    displaying: shown.length,
    // A text, unlike everywhere else.
    moreAvailable: `${more}`,
    fromDate: `${fromDate}`,
    toDate: `${toDate}`,
    sort,
  });
  return { text: `${counts.slice(1, -1)},"transactions":[${shown.map(textOf).join(',')}]`, shown };
}

/** Where the first of `booked`, which are in order, is that is of `date` or later; behind the last for none. */
function firstFrom(booked: readonly Transaction[], date: number): number {
  let [low, high] = [0, booked.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (unixSeconds(booked[middle]!.dayMs) < date) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A transaction stays as it is, and to write one takes longer than all else about a page. */
const textOf = once((transaction: Transaction): string => JSON.stringify(shownTransaction(transaction)));
