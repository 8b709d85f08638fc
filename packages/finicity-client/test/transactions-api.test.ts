import {
  type Configuration,
  getCustomerTransaction,
  getRecurringTransactions,
  type RecurringInFlowTransaction,
  RequiredError,
  type Transaction,
  type Transactions,
  TransactionsApi,
} from '../src/generated/index.js';
import {
  answerJson,
  answerWith,
  configured,
  refusalOf,
  signed,
  signedJson,
  signedJsonOnly,
} from './support/exchange.js';
import { exchangesOf, type Refusal, testOperations } from './support/operations.js';

const create = (configuration: Configuration) => new TransactionsApi(configuration);
const exchange = exchangesOf(create);

const groceries: Transaction = {
  id: 31877204519,
  amount: -46.2,
  uniqueTransactionId: '6012884301-31877204519',
  accountId: 6012884301,
  customerId: 7004419250,
  status: 'active',
  description: 'GREENLEAF MARKET 0417',
  memo: 'PORTLAND OR',
  type: 'pointOfSale',
  transactionDate: 1774742400,
  postedDate: 1774828800,
  createdDate: 1774890010,
  runningBalanceAmount: 2418.07,
  categorization: {
    normalizedPayeeName: 'Greenleaf Market',
    category: 'Groceries',
    country: 'USA',
    entityStandardizationConfidenceScore: 91.4,
  },
};

const page: Transactions = {
  found: 1,
  displaying: 1,
  moreAvailable: 'false',
  fromDate: '1767225600',
  toDate: '1774915200',
  sort: 'desc',
  transactions: [groceries],
  dailyBalances: [{ date: 1774828800, beginning: 2464.27, ending: 2418.07 }],
};

const salary: RecurringInFlowTransaction = {
  normalizedPayeeName: 'Harbor Tools',
  transactionCategories: ['Paycheck'],
  transactionIds: ['31877204460', '31871093312'],
  cadence: 14,
  status: 'ACTIVE',
  expectedNextTransactionDate: '2026-04-10',
  expectedNextTransactionAmount: 1925,
  countOfTransactions: 12,
};

const exchanges = [
  exchange({
    title:
      'loadHistoricTransactionsForCustomerAccount: POST /aggregation/v1/customers/{customerId}/accounts/{accountId}/transactions/historic',
    call: (api) =>
      api.loadHistoricTransactionsForCustomerAccount({ customerId: '7004419250', accountId: '6012884301' }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250/accounts/6012884301/transactions/historic',
    headers: signed,
    needs: ['customerId', 'accountId'],
    status: 204,
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'getAllCustomerTransactions: GET /aggregation/v3/customers/{customerId}/transactions',
    call: (api) =>
      api.getAllCustomerTransactions({
        customerId: '7004419250',
        fromDate: 1767225600,
        toDate: 1774915200,
        start: 26,
        limit: 50,
        sort: 'asc',
        includePending: true,
      }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v3/customers/7004419250/transactions?fromDate=1767225600&toDate=1774915200&start=26&limit=50&sort=asc&includePending=true',
    headers: signed,
    needs: ['customerId', 'fromDate', 'toDate'],
    status: 200,
    answer: page,
    fact: [({ transactions }) => transactions[0]?.categorization?.category, 'Groceries'],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title:
      'getTransactionByUniqueTransactionId: GET /aggregation/customers/{customerId}/transactions/{uniqueTransactionId}',
    call: (api) =>
      api.getTransactionByUniqueTransactionId({
        customerId: '7004419250',
        uniqueTransactionId: '6012884301-31877204519',
      }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/customers/7004419250/transactions/6012884301-31877204519',
    headers: signed,
    needs: ['customerId', 'uniqueTransactionId'],
    status: 200,
    answer: groceries,
    fact: [({ amount }) => amount, -46.2],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'getCustomerTransaction: GET /aggregation/v2/customers/{customerId}/transactions/{transactionId}',
    call: (api) => api.getCustomerTransaction({ customerId: '7004419250', transactionId: 31877204519 }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v2/customers/7004419250/transactions/31877204519',
    headers: signed,
    needs: ['customerId', 'transactionId'],
    status: 200,
    answer: groceries,
    fact: [({ id }) => id, 31877204519],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title:
      'getCustomerAccountTransactions: GET /aggregation/v4/customers/{customerId}/accounts/{accountId}/transactions',
    call: (api) =>
      api.getCustomerAccountTransactions({
        customerId: '7004419250',
        accountId: '6012884301',
        fromDate: 1767225600,
        toDate: 1774915200,
        start: 26,
        limit: 50,
        sort: 'desc',
        includePending: false,
        showDailyBalance: true,
      }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v4/customers/7004419250/accounts/6012884301/transactions?fromDate=1767225600&toDate=1774915200&start=26&limit=50&sort=desc&includePending=false&showDailyBalance=true',
    headers: signed,
    needs: ['customerId', 'accountId', 'fromDate', 'toDate'],
    status: 200,
    answer: page,
    fact: [({ dailyBalances }) => dailyBalances?.[0]?.ending, 2418.07],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'generateTransactionsReport: POST /decisioning/v2/customers/{customerId}/transactions',
    call: (api) =>
      api.generateTransactionsReport({
        callbackUrl: 'https://lender.example/hooks/reports?a=1&b=2',
        customerId: '7004419250',
        fromDate: 1751328000,
        toDate: 1774915200,
        includePending: true,
        body: {
          accountIds: '6012884301 6012884319',
          fromDate: 1751328000,
          toDate: 1774915200,
          reportCustomFields: [{ label: 'applicationNumber', value: 'A-20418', shown: true }],
          findTransaction: { findTransactionAmountFrom: 500, findTransactionCategory: ['Paycheck'] },
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/decisioning/v2/customers/7004419250/transactions?callbackUrl=https%3A%2F%2Flender.example%2Fhooks%2Freports%3Fa%3D1%26b%3D2&fromDate=1751328000&toDate=1774915200&includePending=true',
    headers: signedJson,
    body: {
      accountIds: '6012884301 6012884319',
      fromDate: 1751328000,
      toDate: 1774915200,
      reportCustomFields: [{ label: 'applicationNumber', value: 'A-20418', shown: true }],
      findTransaction: { findTransactionAmountFrom: 500, findTransactionCategory: ['Paycheck'] },
    },
    needs: ['customerId', 'body'],
    status: 202,
    answer: {
      id: 'k81qvm4e02tz-transactions',
      portfolioId: 'w5ntcc90ahye-3-port',
      customerType: 'active',
      customerId: 7004419250,
      requestId: 'p3r8wz1kfd',
      requesterName: 'Harbor Lending',
      createdDate: 1774890000,
      title: 'Transactions Report',
      consumerId: 'e1b07f3ac95d4c6f8a21d0b94f7753ce',
      consumerSsn: '4417',
      consumerDetails: { id: 'e1b07f3ac95d4c6f8a21d0b94f7753ce', firstName: 'Elena', ssn: '4417' },
      type: 'transactions',
      status: 'inProgress',
      constraints: { accountIds: ['6012884301', '6012884319'], fromDate: 1751328000, includePending: true },
    },
    fact: [({ portfolioId }) => portfolioId, 'w5ntcc90ahye-3-port'],
    errors: [400, 401, 403, 404, 429],
  }),
  exchange({
    title: 'getRecurringTransactions: POST /aggregation/customers/{customerId}/recurring-transactions',
    call: (api) =>
      api.getRecurringTransactions({ customerId: '7004419250', body: { accountIds: ['6012884301'] } }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/customers/7004419250/recurring-transactions',
    headers: signedJsonOnly,
    body: { accountIds: ['6012884301'] },
    needs: ['customerId'],
    status: 200,
    answer: {
      customerRecurringTransactions: { recurringInflows: [salary], recurringOutflows: [] },
      accountRecurringTransactions: [{ accountId: '6012884301', recurringInflows: [salary] }],
    },
    fact: [
      ({ accountRecurringTransactions }) => accountRecurringTransactions?.[0]?.recurringInflows?.[0]?.cadence,
      14,
    ],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'refreshTransactions: POST /aggregation/customers/{customerId}/transactions/refreshes',
    call: (api) =>
      api.refreshTransactions({
        customerId: '7004419250',
        body: {
          accountIds: ['6012884301', '6012884319'],
          mode: 'custom',
          fromDate: '2026-01-01T00:00:00Z',
          toDate: '2026-03-31T00:00:00Z',
        },
      }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/customers/7004419250/transactions/refreshes',
    headers: signedJson,
    body: {
      accountIds: ['6012884301', '6012884319'],
      mode: 'custom',
      fromDate: '2026-01-01T00:00:00Z',
      toDate: '2026-03-31T00:00:00Z',
    },
    needs: ['customerId', 'body'],
    status: 202,
    answer: {
      refreshId: '5d0fb1c4-9a2e-4f6b-8f3d-0c7e61b2a9d5',
      customerId: '7004419250',
      institutionLoginId: '1320047785',
      accountIds: ['6012884301', '6012884319'],
      mode: 'custom',
      status: 'IN_PROGRESS',
      createdAt: '2026-03-30T17:06:40Z',
    },
    fact: [({ createdAt }) => createdAt, '2026-03-30T17:06:40Z'],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title:
      'getTransactionRefreshStatus: GET /aggregation/customers/{customerId}/transactions/refreshes/{refreshId}',
    call: (api) =>
      api.getTransactionRefreshStatus({
        customerId: '7004419250',
        refreshId: '5d0fb1c4-9a2e-4f6b-8f3d-0c7e61b2a9d5',
      }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/customers/7004419250/transactions/refreshes/5d0fb1c4-9a2e-4f6b-8f3d-0c7e61b2a9d5',
    headers: signed,
    needs: ['customerId', 'refreshId'],
    status: 200,
    answer: {
      refreshId: '5d0fb1c4-9a2e-4f6b-8f3d-0c7e61b2a9d5',
      customerId: '7004419250',
      accounts: [
        { accountId: '6012884301', aggregationStatusCode: 0, aggregationSuccessDate: '2026-03-30T17:06:52Z' },
        { accountId: '6012884319', code: 325, message: 'The institution is busy. Try again later.' },
      ],
      mode: 'standard',
      status: 'IN_PROGRESS',
      totalCount: 2,
      successCount: 1,
      failedCount: 1,
    },
    fact: [({ accounts }) => accounts?.[1]?.code, 325],
    errors: [400, 401, 404, 429],
  }),
];

const refusals: readonly Refusal<TransactionsApi>[] = [
  {
    title: 'refreshTransactions: 400 with a code of type number',
    operation: 'refreshTransactions',
    call: (api) => api.refreshTransactions({ customerId: 'planted', body: { accountIds: ['planted'] } }),
    status: 400,
    body: { code: 10100, message: 'Invalid parameter (planted)' },
  },
  {
    title: 'getRecurringTransactions: 401 for a key that was refused',
    operation: 'getRecurringTransactions',
    call: (api) => api.getRecurringTransactions({ customerId: 'planted' }),
    status: 401,
    body: { code: '10021', message: 'You are not authorized.' },
  },
  {
    title: 'generateTransactionsReport: 403 where the consumer has frozen their file',
    operation: 'generateTransactionsReport',
    call: (api) =>
      api.generateTransactionsReport({
        customerId: 'planted',
        callbackUrl: 'https://planted.example',
        body: {},
      }),
    status: 403,
    body: { code: 10405, status: '403', message: 'The active security freeze for this consumer exists.' },
  },
  {
    title: 'getTransactionRefreshStatus: 404 where the refresh is unknown',
    operation: 'getTransactionRefreshStatus',
    call: (api) => api.getTransactionRefreshStatus({ customerId: 'planted', refreshId: 'planted' }),
    status: 404,
    body: { code: 10008, message: 'data not found' },
  },
  {
    title: 'getAllCustomerTransactions: 429 is not tried again',
    operation: 'getAllCustomerTransactions',
    call: (api) => api.getAllCustomerTransactions({ customerId: 'planted', fromDate: 0, toDate: 1 }),
    status: 429,
    body: { code: '3300001', message: 'Too many requests' },
  },
];

testOperations(TransactionsApi, exchanges, refusals);

test('getRecurringTransactions as a function sends no body and no content type where none is given', async () => {
  const sent = answerJson(200, {});
  await getRecurringTransactions(configured(), { customerId: '7004419250' });
  const headers = {
    accept: 'application/json',
    'finicity-app-key': 'app-key',
    'finicity-app-token': 'app-token',
  };
  const url = 'https://api.finicity.com/aggregation/customers/7004419250/recurring-transactions';
  expect(sent).toStrictEqual([{ method: 'POST', url, headers, body: '' }]);
});

test('loadHistoricTransactionsForCustomerAccountRaw tells 203, when nothing was loaded, from 204', async () => {
  const request = { customerId: '7004419250', accountId: '6012884301' };
  const api = create(configured());
  answerWith({ status: 203 });
  const nothing = await api.loadHistoricTransactionsForCustomerAccountRaw(request);
  expect([nothing.raw.status, await nothing.value()]).toStrictEqual([203, undefined]);
  answerWith({ status: 204 });
  const loaded = await api.loadHistoricTransactionsForCustomerAccountRaw(request);
  expect([loaded.raw.status, await loaded.value()]).toStrictEqual([204, undefined]);
});

test('loadHistoricTransactionsForCustomerAccount gives nothing for 203, even if a body comes along', async () => {
  answerWith({ status: 203, body: '{"message":"second factor"}' });
  const request = { customerId: '7004419250', accountId: '6012884301' };
  const result = await create(configured()).loadHistoricTransactionsForCustomerAccount(request);
  expect(result).toBeUndefined();
});

test('generateTransactionsReport sends the body byte for byte', async () => {
  const sent = answerJson(202, {});
  await create(configured()).generateTransactionsReport({
    customerId: '7004419250',
    body: { accountIds: '6012884301 6012884319', findTransaction: { findTransactionAmountFrom: 0.1 } },
  });
  expect(sent[0]?.body).toBe(
    '{"accountIds":"6012884301 6012884319","findTransaction":{"findTransactionAmountFrom":0.1}}',
  );
});

test('a transaction id beyond 2^53 survives in the path and in the answer', async () => {
  const sent = answerWith({
    status: 200,
    body: '{"id":9007199254740993,"amount":-46.2,"accountId":9007199254740995,"customerId":7004419250,"memo":"9007199254740993"}',
  });
  const request = { customerId: '7004419250', transactionId: 9007199254740993n };
  const transaction = await getCustomerTransaction(configured(), request);
  expect(sent[0]?.url).toBe(
    'https://api.finicity.com/aggregation/v2/customers/7004419250/transactions/9007199254740993',
  );
  expect(transaction).toStrictEqual({
    id: 9007199254740993n,
    amount: -46.2,
    accountId: 9007199254740995n,
    customerId: 7004419250,
    memo: '9007199254740993',
  });
});

test('an id beyond 2^53 survives in a report', async () => {
  answerWith({ status: 202, body: '{"customerId":9007199254740993}' });
  const report = await create(configured()).generateTransactionsReport({ customerId: '1', body: {} });
  expect(report.customerId).toBe(9007199254740993n);
});

test('an account id beyond 2^53 survives in a transaction found by its unique id', async () => {
  answerWith({ status: 200, body: '{"id":1,"accountId":9007199254740993}' });
  const request = { customerId: '1', uniqueTransactionId: '9007199254740993-1' };
  const found = await create(configured()).getTransactionByUniqueTransactionId(request);
  expect([found.id, found.accountId]).toStrictEqual([1, 9007199254740993n]);
});

const period = { customerId: '7004419250', fromDate: 1767225600, toDate: 1774915200 };
test.each<[string, (api: TransactionsApi) => Promise<Transactions>]>([
  ['getAllCustomerTransactions', (api) => api.getAllCustomerTransactions(period)],
  [
    'getCustomerAccountTransactions',
    (api) => api.getCustomerAccountTransactions({ ...period, accountId: '6012884301' }),
  ],
])('%s: an id beyond 2^53 survives in the page', async (_operation, call) => {
  answerWith({ status: 200, body: '{"transactions":[{"id":9007199254740993,"postedDate":1774828800}]}' });
  const { transactions } = await call(create(configured()));
  expect(transactions).toStrictEqual([{ id: 9007199254740993n, postedDate: 1774828800 }]);
});

test.each([
  ['../x', '..%2Fx'],
  ['a/b', 'a%2Fb'],
  ['?x=1', '%3Fx%3D1'],
])('a transaction id of %j stays one path segment', async (uniqueTransactionId, segment) => {
  const sent = answerJson(200, groceries);
  await create(configured()).getTransactionByUniqueTransactionId({ customerId: '1', uniqueTransactionId });
  expect(sent[0]?.url).toBe(`https://api.finicity.com/aggregation/customers/1/transactions/${segment}`);
});

test('a missing period is refused before anything is sent', async () => {
  const sent = answerJson(200, page);
  // @ts-expect-error toDate is required
  const call = create(configured()).getAllCustomerTransactions({ customerId: '7004419250', fromDate: 0 });
  await expect(call).rejects.toBeInstanceOf(RequiredError);
  await expect(call).rejects.toMatchObject({ field: 'toDate', operationId: 'getAllCustomerTransactions' });
  expect(sent).toHaveLength(0);
});

test('requests that the description rules out do not compile', async () => {
  answerJson(400, { code: '14020', message: 'Bad request.' });
  const api = create(configured());
  // @ts-expect-error no such order
  expect((await refusalOf(api.getAllCustomerTransactions({ ...period, sort: 'up' }))).status).toBe(400);
  // @ts-expect-error a date in text is not Unix time
  const text = api.getAllCustomerTransactions({ ...period, fromDate: '2026-01-01' });
  expect((await refusalOf(text)).status).toBe(400);
});
