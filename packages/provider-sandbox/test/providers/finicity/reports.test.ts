import { AccountsApi, TransactionsApi } from '@acme/finicity-client';
import { partner, refusal, START_MS } from './support.js';

const customerId = '7004419251';
const always = { fromDate: 0, toDate: 253_402_300_799 };

function transactionsOf(): { api: TransactionsApi; accounts: AccountsApi } {
  const { configuration } = partner();
  return { api: new TransactionsApi(configuration), accounts: new AccountsApi(configuration) };
}

describe('a transactions report', () => {
  test('is of the customer, the accounts, the period and the fields that were asked for', async () => {
    const { api, accounts } = transactionsOf();
    const [first, second] = (await accounts.getCustomerAccounts({ customerId })).accounts.map(({ id }) => id);
    const reportCustomFields = [{ label: 'applicationNumber', value: 'A-1', shown: true }];
    const findTransaction = { findTransactionDescriptionMemo: 'HARBOR TOOLS' };
    const body = { accountIds: `${first} ${second}`, fromDate: 1_751_328_000, toDate: 1_774_915_200 };
    const report = await api.generateTransactionsReport({
      ...{ customerId, includePending: true },
      body: { ...body, reportCustomFields, findTransaction },
    });
    expect(report).toMatchObject({
      customerId: Number(customerId),
      customerType: 'active',
      createdDate: START_MS / 1_000,
      status: 'inProgress',
      constraints: {
        ...body,
        accountIds: [first, second],
        includePending: true,
        reportCustomFields,
        findTransaction,
      },
    });
    expect(report.consumerDetails).toMatchObject({ id: report.consumerId, ssn: report.consumerSsn });
  });

  test('without accounts is of all, and takes the period of the query', async () => {
    const { api, accounts } = transactionsOf();
    const ids = (await accounts.getCustomerAccounts({ customerId })).accounts.map(({ id }) => id);
    const { constraints } = await api.generateTransactionsReport({
      customerId,
      fromDate: 1,
      toDate: 2,
      body: {},
    });
    expect(constraints).toMatchObject({ accountIds: ids, fromDate: 1, toDate: 2, includePending: false });
  });

  test('has an id of its own and the consumer of the one before', async () => {
    const { api } = transactionsOf();
    const order = (): ReturnType<typeof api.generateTransactionsReport> =>
      api.generateTransactionsReport({ customerId, body: {} });
    const [one, other] = [await order(), await order()];
    expect(other.id).not.toBe(one.id);
    expect(other.consumerId).toBe(one.consumerId);
  });

  test.each([
    ['an account of another customer', { accountIds: '6012884301' }, '404 14001'],
    ['an end before its start', { fromDate: 2, toDate: 1 }, '400 41002'],
  ])('is refused for %s', async (_, body, expected) => {
    const { api } = transactionsOf();
    expect(await refusal(api.generateTransactionsReport({ customerId, body }))).toBe(expected);
  });
});

describe('recurring transactions', () => {
  test('are payments that were booked: the paycheck every other week comes in, the rest goes out', async () => {
    const { api, accounts } = transactionsOf();
    const [account] = (await accounts.getCustomerAccounts({ customerId })).accounts;
    const accountId = `${account?.id}`;
    const found = await api.getRecurringTransactions({ customerId, body: { accountIds: [accountId] } });
    const { recurringInflows = [], recurringOutflows = [] } = found.customerRecurringTransactions ?? {};
    expect(recurringInflows).toMatchObject([
      { normalizedPayeeName: 'Harbor Tools', cadence: 14, meanHistoricalAmount: 1_925 },
    ]);
    expect(recurringOutflows).toMatchObject([{ normalizedPayeeName: 'Tidewater Gym' }]);
    const { transactions } = await api.getCustomerAccountTransactions({
      ...{ customerId, accountId, ...always, limit: 1_000 },
    });
    for (const { transactionIds, countOfTransactions, normalizedPayeeName } of [
      ...recurringInflows,
      ...recurringOutflows,
    ]) {
      const ofPayee = transactions.filter(
        ({ categorization }) => categorization?.normalizedPayeeName === normalizedPayeeName,
      );
      expect(transactionIds).toEqual(ofPayee.map(({ id }) => `${id}`));
      expect(countOfTransactions).toBe(ofPayee.length);
    }
  });

  test('are of the accounts that were asked for', async () => {
    const { api, accounts } = transactionsOf();
    const [, second] = (await accounts.getCustomerAccounts({ customerId })).accounts;
    const accountIds = [`${second?.id}`];
    const { customerRecurringTransactions, accountRecurringTransactions } =
      await api.getRecurringTransactions({
        customerId,
        body: { accountIds },
      });
    expect(accountRecurringTransactions).toEqual([
      { accountId: accountIds[0], ...customerRecurringTransactions },
    ]);
    const ofNone = api.getRecurringTransactions({ customerId, body: { accountIds: ['1'] } });
    expect(await refusal(ofNone)).toBe('404 38003');
  });
});
