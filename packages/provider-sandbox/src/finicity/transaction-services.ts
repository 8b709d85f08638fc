import type { Account, Accounts } from './accounts.js';
import { json, resourceNotFound } from './answers.js';
import { type Call, type CustomerService, pageOf, type Services, unixSeconds } from './call.js';
import type { Customer } from './customers.js';
import { dailyBalances, shownTransaction, type Transaction, uniqueIdOf } from './transactions.js';

interface Ordered {
  /** By account. */
  readonly parts: readonly (readonly Transaction[])[];
  readonly inOrder: readonly Transaction[];
}

export function transactionServices(accounts: Accounts): Services<CustomerService> {
  const bookedOn = (account: Account): readonly Transaction[] => accounts.transactionsOf(account);
  const bookedOf = (customer: Customer): Transaction[] => accounts.of(customer).flatMap(bookedOn);

  /** Of a customer's accounts, put in order once for as long as they have the same transactions. */
  const ordered = new WeakMap<Customer, Ordered>();
  const inOrderOf = (customer: Customer): readonly Transaction[] => {
    const parts = accounts.of(customer).map(bookedOn);
    const known = ordered.get(customer);
    const isSame =
      known?.parts.length === parts.length && parts.every((part, at) => part === known.parts[at]);
    if (isSame) return known.inOrder;
    const inOrder = parts.flat().sort((a, b) => a.dayMs - b.dayMs || a.id - b.id);
    ordered.set(customer, { parts, inOrder });
    return inOrder;
  };

  const one = (customer: Customer, isIt: (one: Transaction) => boolean): ReturnType<CustomerService> => {
    const found = bookedOf(customer).find(isIt);
    return found === undefined ? resourceNotFound : json(200, shownTransaction(found));
  };

  return {
    getAllCustomerTransactions: (customer, { query }) =>
      json(200, transactionPage(inOrderOf(customer), query).page),

    getCustomerAccountTransactions(customer, { pathParams, query }) {
      const account = accounts.of(customer).find(({ id }) => id === pathParams.accountId);
      if (account === undefined) return resourceNotFound;
      const booked = bookedOn(account);
      const { page, shown } = transactionPage(booked, query);
      if (query.get('showDailyBalance') !== 'true') return json(200, page);
      return json(200, { ...page, dailyBalances: dailyBalances(booked, shown) });
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
function transactionPage(
  booked: readonly Transaction[],
  query: Call['query'],
): { readonly page: object; readonly shown: readonly Transaction[] } {
  const [fromDate, toDate] = [Number(query.get('fromDate')), Number(query.get('toDate'))];
  const isWithPending = query.get('includePending') === 'true';
  const sort = query.get('sort') ?? 'desc';
  const matching = booked.filter(({ dayMs, isPending }) => {
    const date = unixSeconds(dayMs);
    return date >= fromDate && date <= toDate && (isWithPending || !isPending);
  });
  if (sort === 'desc') matching.reverse();
  const { items: shown, total, more } = pageOf(matching, query);
  const page = {
    found: total,
    displaying: shown.length,
    // A text, unlike everywhere else.
    moreAvailable: `${more}`,
    fromDate: `${fromDate}`,
    toDate: `${toDate}`,
    sort,
    transactions: shown.map(shownTransaction),
  };
  return { page, shown };
}
