import {
  AccountsApi,
  getCustomerAccountTransactionsAll,
  type InitiateNewTransactionRefresh,
  TransactionsApi,
} from '@acme/finicity-client';
import { day, partner, refusal, START_MS } from './support.js';

const customerId = '7004419250';
const accountId = '6012884301';
/** Longer than there are transactions for. */
const always = { fromDate: 0, toDate: 253_402_300_799 };
const ofAccount = { customerId, accountId, ...always };
const seconds = (ms: number): number => ms / 1_000;

function transactionsOf(seed = 1): { api: TransactionsApi } & ReturnType<typeof partner> {
  const sandbox = partner({ seed });
  return { ...sandbox, api: new TransactionsApi(sandbox.configuration) };
}

describe('transactions', () => {
  test('come in pages which hold each of them once', async () => {
    const { api, configuration } = transactionsOf();
    const { found, displaying, moreAvailable } = await api.getCustomerAccountTransactions(ofAccount);
    expect([displaying, moreAvailable]).toEqual([25, 'true']);
    const ids: unknown[] = [];
    for await (const { id } of getCustomerAccountTransactionsAll(configuration, ofAccount)) ids.push(id);
    expect([ids.length, new Set(ids).size]).toEqual([found, found]);
    expect(found).toBeGreaterThan(270);
  });

  test('of the customer are those of all accounts', async () => {
    const { api, configuration } = transactionsOf();
    const { accounts } = await new AccountsApi(configuration).getCustomerAccounts({ customerId });
    const each = accounts.map(({ id }) =>
      api.getCustomerAccountTransactions({ ...ofAccount, accountId: id }),
    );
    const sum = (await Promise.all(each)).reduce((total, { found }) => total + found, 0);
    expect((await api.getAllCustomerTransactions({ customerId, ...always })).found).toBe(sum);
  });

  test('come newest first unless told otherwise', async () => {
    const { api } = transactionsOf();
    const datesOf = async (sort?: 'asc'): Promise<number[]> => {
      const request = { ...ofAccount, limit: 1_000, ...(sort === undefined ? {} : { sort }) };
      const { transactions } = await api.getCustomerAccountTransactions(request);
      return transactions.map(({ transactionDate }) => transactionDate ?? 0);
    };
    const [newestFirst, oldestFirst] = [await datesOf(), await datesOf('asc')];
    expect(newestFirst).toEqual([...newestFirst].sort((a, b) => b - a));
    expect(oldestFirst).toEqual([...newestFirst].reverse());
  });

  test('are those of the period, both ends among them', async () => {
    const { api } = transactionsOf();
    const [fromDate, toDate] = [seconds(START_MS - 9 * day), seconds(START_MS - 5 * day)];
    const { transactions } = await api.getCustomerAccountTransactions({ ...ofAccount, fromDate, toDate });
    const dates = transactions.map(({ transactionDate }) => transactionDate);
    expect([dates.at(0), dates.at(-1)]).toEqual([toDate, fromDate]);
  });

  test('reach back 180 days before the account was added', async () => {
    const { api } = transactionsOf();
    const { transactions } = await api.getCustomerAccountTransactions({ ...ofAccount, sort: 'asc' });
    expect(transactions[0]?.transactionDate).toBe(seconds(START_MS - 270 * day));
  });

  test('reach back two years once they were loaded, and what was there stays as it was', async () => {
    const { api, configuration, clock } = transactionsOf();
    const read = async (): Promise<object[]> => {
      const request = { ...ofAccount, limit: 1_000, sort: 'asc' } as const;
      const first = await api.getCustomerAccountTransactions(request);
      const second = await api.getCustomerAccountTransactions({ ...request, start: 1_001 });
      return [...first.transactions, ...second.transactions];
    };
    const before = await read();
    clock.advance(60_000);
    const accounts = new AccountsApi(configuration);
    await api.loadHistoricTransactionsForCustomerAccount({ customerId, accountId });
    const after = await read();
    expect(after[0]).toMatchObject({ transactionDate: seconds(START_MS - (90 + 730) * day) });
    expect(after.slice(-before.length)).toEqual(before);
    const account = await accounts.getCustomerAccount({ customerId, accountId });
    expect(account.aggregationAttemptDate).toBe(seconds(START_MS + 60_000));
    expect(account.oldestTransactionDate).toBe(seconds(START_MS - (90 + 730) * day));
  });

  test('of today are pending, and left out unless asked for', async () => {
    const { api } = transactionsOf();
    const newest = async (includePending: boolean): Promise<[string | undefined, number | undefined]> => {
      const request = { ...ofAccount, includePending };
      const [first] = (await api.getCustomerAccountTransactions(request)).transactions;
      return [first?.status, first?.transactionDate];
    };
    expect(await newest(true)).toEqual(['pending', seconds(START_MS)]);
    expect(await newest(false)).toEqual(['active', seconds(START_MS - day)]);
  });

  test('come anew as days pass, and those before stay as they were', async () => {
    const { api, clock } = transactionsOf();
    const request = { ...ofAccount, limit: 1_000, sort: 'asc' } as const;
    const before = await api.getCustomerAccountTransactions(request);
    clock.advance(2 * day);
    const after = await api.getCustomerAccountTransactions(request);
    expect(after.found).toBeGreaterThan(before.found + 1);
    expect(after.transactions.slice(0, before.found)).toEqual(before.transactions);
  });

  test('are the same for the same seed', async () => {
    const [one, same, other] = [transactionsOf(5), transactionsOf(5), transactionsOf(6)];
    const page = await one.api.getCustomerAccountTransactions(ofAccount);
    expect(await same.api.getCustomerAccountTransactions(ofAccount)).toEqual(page);
    expect((await other.api.getCustomerAccountTransactions(ofAccount)).transactions).not.toEqual(
      page.transactions,
    );
  });
});

describe('balances', () => {
  test('of the days of a page lead from one to the next, cent for cent', async () => {
    const { api } = transactionsOf();
    const request = { ...ofAccount, limit: 40, sort: 'asc', showDailyBalance: true } as const;
    const { transactions, dailyBalances = [] } = await api.getCustomerAccountTransactions(request);
    const days = new Set(transactions.map(({ transactionDate }) => transactionDate));
    expect(dailyBalances.map(({ date }) => date)).toEqual([...days]);
    for (const [index, { beginning }] of dailyBalances.slice(1).entries()) {
      expect(beginning).toBe(dailyBalances[index]?.ending);
    }
  });

  test('are not added unless asked for', async () => {
    const { api } = transactionsOf();
    expect(await api.getCustomerAccountTransactions(ofAccount)).not.toHaveProperty('dailyBalances');
  });

  test('of the account is what its newest posted transaction leaves', async () => {
    const { api, configuration } = transactionsOf();
    const { balance } = await new AccountsApi(configuration).getCustomerAccount({ customerId, accountId });
    const { transactions } = await api.getCustomerAccountTransactions(ofAccount);
    expect(transactions[0]?.runningBalanceAmount).toBe(balance);
  });
});

describe('one transaction', () => {
  test('is found by its id, and by its unique id', async () => {
    const { api } = transactionsOf();
    const { transactions } = await api.getAllCustomerTransactions({ customerId, ...always, limit: 60 });
    for (const transaction of transactions) {
      const { id: transactionId, uniqueTransactionId = '' } = transaction;
      expect(await api.getCustomerTransaction({ customerId, transactionId })).toEqual(transaction);
      const found = await api.getTransactionByUniqueTransactionId({ customerId, uniqueTransactionId });
      expect(found).toEqual(transaction);
    }
  });

  test('that is not there, or of an account that is gone, is not found', async () => {
    const { api, configuration } = transactionsOf();
    const { transactions } = await api.getCustomerAccountTransactions(ofAccount);
    await new AccountsApi(configuration).deleteCustomerAccount({ customerId, accountId });
    const transactionId = transactions[0]?.id ?? 0;
    expect(await refusal(api.getCustomerTransaction({ customerId, transactionId }))).toBe('404 14001');
    expect(await refusal(api.getCustomerAccountTransactions(ofAccount))).toBe('404 14001');
  });
});

test('a refresh in the background is under way for ten seconds, then it is completed', async () => {
  const { api, clock, configuration } = transactionsOf();
  const datesOf = async (): Promise<unknown[]> => {
    const { accounts } = await new AccountsApi(configuration).getCustomerAccounts({ customerId });
    return accounts.map(({ aggregationSuccessDate }) => aggregationSuccessDate);
  };
  const before = await datesOf();
  const body = { accountIds: [accountId], mode: 'standard' };
  const { refreshId = '', status } = await api.refreshTransactions({ customerId, body });
  const state = async (): Promise<unknown> => api.getTransactionRefreshStatus({ customerId, refreshId });
  expect([status, await state()]).toMatchObject(['IN_PROGRESS', { status: 'IN_PROGRESS', successCount: 0 }]);
  expect(await datesOf()).toEqual(before);
  clock.advance(10_000);
  expect(await state()).toMatchObject({
    status: 'COMPLETED',
    totalCount: 1,
    successCount: 1,
    failedCount: 0,
  });
  expect(await datesOf()).toEqual([seconds(START_MS) + 10, ...before.slice(1)]);
  const ofAnother = api.getTransactionRefreshStatus({ customerId: '7004419251', refreshId });
  expect(await refusal(ofAnother)).toBe('404 10008');
});

const backwards = { fromDate: '2026-03-02T00:00:00Z', toDate: '2026-03-02T00:00:00+01:00' };

test.each<[string, InitiateNewTransactionRefresh, string]>([
  ['nothing to refresh', {}, '400 10005'],
  ['an end before its start', { accountIds: [accountId], ...backwards }, '400 41002'],
  ['an account that is not there', { accountIds: ['1'] }, '404 10005'],
  ['a login that is not there', { institutionLoginId: '1' }, '404 38007'],
])('a refresh is refused for %s', async (_, body, expected) => {
  expect(await refusal(transactionsOf().api.refreshTransactions({ customerId, body }))).toBe(expected);
});
