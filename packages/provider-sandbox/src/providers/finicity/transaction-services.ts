import { json } from '../../core/body.js';
import type { Account } from './account.js';
import type { Accounts } from './accounts.js';
import { resourceNotFound } from './answers.js';
import type { CustomerService, Services } from './call.js';
import type { Customer } from './customers.js';
import { accountPage, transactionPage } from './transaction-page.js';
import { shownTransaction, type Transaction, uniqueIdOf } from './transactions.js';

interface Ordered {
  /** By account. */
  readonly parts: readonly (readonly Transaction[])[];
  readonly inOrder: readonly Transaction[];
}

/** Transactions of one customer: of all accounts or of one, and each by its ids. */
export function transactionServices(accounts: Accounts): Services<CustomerService> {
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
