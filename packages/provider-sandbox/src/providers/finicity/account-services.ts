import { empty, json } from '../../core/body.js';
import { unixSeconds } from '../../core/clock.js';
import type { SandboxAnswer } from '../../core/provider.js';
import type { Account } from './account.js';
import type { Accounts } from './accounts.js';
import type { Partner } from './partner.js';
import {
  type CustomerService,
  failure,
  noAccountsOfLogin,
  resourceNotFound,
  type Services,
} from './service.js';

const noneAtInstitution: SandboxAnswer = failure(404, '38003', 'Customer does not have any accounts');

/** Accounts of one customer, refreshed while the client waits, and their removal. */
export function accountServices({ accounts }: Partner): Services<CustomerService> {
  /** Serves the accounts whose `key` is in the path; there must be some. */
  const chosen =
    (
      key: 'id' | 'institutionId' | 'institutionLoginId',
      none: SandboxAnswer,
      serve: (found: readonly Account[]) => SandboxAnswer,
    ): CustomerService =>
    (customer, { pathParams }) => {
      const wanted = pathParams[key === 'id' ? 'accountId' : key];
      const found = accounts.of(customer).filter((account) => `${account[key]}` === wanted);
      return found.length === 0 ? none : serve(found);
    };

  const show = (found: readonly Account[]): SandboxAnswer =>
    json(200, { accounts: found.map((account) => shownAccount(account, accounts)) });
  // While the client waits: the answer has them as they are then.
  const refresh = (found: readonly Account[]): SandboxAnswer => show(accounts.refresh(found));
  const refreshUnseen = (found: readonly Account[]): SandboxAnswer => {
    accounts.refresh(found);
    return empty(204);
  };
  const remove = (found: readonly Account[]): SandboxAnswer => {
    accounts.remove(found);
    return empty(204);
  };

  return {
    getCustomerAccounts: (customer, { query }) =>
      // Those that are being discovered would be pending; here they are there at once.
      show(query.get('status') === 'pending' ? [] : accounts.of(customer)),
    getCustomerAccountsByInstitutionLogin: chosen('institutionLoginId', noAccountsOfLogin, show),
    getCustomerAccountsByInstitution: chosen('institutionId', noneAtInstitution, show),
    getCustomerAccount: chosen('id', resourceNotFound, ([account]) =>
      json(200, shownAccount(account as Account, accounts)),
    ),
    refreshCustomerAccounts: (customer) => refresh(accounts.of(customer)),
    refreshCustomerAccountsV2: (customer) => refreshUnseen(accounts.of(customer)),
    refreshCustomerAccountsByInstitutionLogin: chosen('institutionLoginId', noAccountsOfLogin, refresh),
    refreshCustomerAccountsByInstitutionLoginV2: chosen(
      'institutionLoginId',
      noAccountsOfLogin,
      refreshUnseen,
    ),
    loadHistoricTransactionsForCustomerAccount: chosen('id', resourceNotFound, (found) => {
      accounts.loadHistory(found);
      return refreshUnseen(found);
    }),
    deleteCustomerAccount: chosen('id', resourceNotFound, remove),
    deleteCustomerAccountsByInstitutionLogin: chosen('institutionLoginId', noAccountsOfLogin, remove),
  };
}

/** As the vendor writes it. */
function shownAccount(account: Account, accounts: Accounts): object {
  const {
    id,
    index,
    customerId,
    name,
    type,
    institutionId,
    institutionLoginId,
    createdMs,
    refreshedMs,
    openingCents,
  } = account;
  const transactions = accounts.transactionsOf(account);
  // Only an account of a fixture may have none.
  const [oldest, newest] = [transactions[0], transactions.at(-1)];
  const cleared = transactions.filter(({ isPending }) => !isPending).at(-1) ?? oldest;
  const [createdDate, refreshedDate] = [unixSeconds(createdMs), unixSeconds(refreshedMs)];
  const lastDigits = id.slice(-4);
  return {
    id,
    number: `4400${id.slice(-8)}`,
    accountNumberDisplay: lastDigits,
    realAccountNumberLast4: lastDigits,
    name,
    balance: (cleared?.balanceCents ?? openingCents) / 100,
    type,
    aggregationStatusCode: 0,
    status: 'active',
    customerId,
    institutionId: `${institutionId}`,
    balanceDate: refreshedDate,
    aggregationSuccessDate: refreshedDate,
    aggregationAttemptDate: refreshedDate,
    createdDate,
    lastUpdatedDate: refreshedDate,
    marketSegment: 'personal',
    currency: 'USD',
    ...(newest === undefined ? {} : { lastTransactionDate: unixSeconds(newest.dayMs) }),
    ...(oldest === undefined ? {} : { oldestTransactionDate: unixSeconds(oldest.dayMs) }),
    institutionLoginId,
    authorizationExpires: false,
    displayPosition: index + 1,
    linkedAccountDate: createdDate,
    detail: { dateAsOf: refreshedDate, availableBalanceAmount: (newest?.balanceCents ?? openingCents) / 100 },
  };
}
