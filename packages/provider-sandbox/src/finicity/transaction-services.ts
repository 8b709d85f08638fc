import type { Account, Accounts } from './accounts.js';
import { json, resourceNotFound } from './answers.js';
import type { CustomerService, Services } from './call.js';
import type { Customer } from './customers.js';
import { accountPage, transactionPage } from './transaction-page.js';
import { shownTransaction, type Transaction, uniqueIdOf } from './transactions.js';

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
