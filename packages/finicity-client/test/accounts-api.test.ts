import {
  AccountsApi,
  type Configuration,
  type CustomerAccount,
  type CustomerAccounts,
  getCustomerAccounts,
  RequiredError,
} from '../src/generated/index.js';
import { answerJson, answerWith, configured, refusalOf, signed } from './support/exchange.js';
import { exchangesOf, type Refusal, testOperations } from './support/operations.js';

const login = { customerId: '7004419250', institutionLoginId: '1320047785' };
const create = (configuration: Configuration) => new AccountsApi(configuration);
const exchange = exchangesOf(create);

const checking: CustomerAccount = {
  id: '6012884301',
  number: '440018274417',
  accountNumberDisplay: '4417',
  realAccountNumberLast4: '4417',
  name: 'Everyday Checking',
  accountNickname: 'Household',
  balance: 2418.07,
  type: 'checking',
  aggregationStatusCode: 0,
  status: 'active',
  customerId: '7004419250',
  institutionId: '101732',
  balanceDate: 1774890000,
  aggregationSuccessDate: 1774890012,
  createdDate: 1767312600,
  currency: 'USD',
  institutionLoginId: 1320047785,
  authorizationExpires: false,
  displayPosition: 1,
  detail: { dateAsOf: 1774890000, availableBalanceAmount: 2391.55, openDate: -1404172800 },
};

const brokerage: CustomerAccount = {
  id: '6012884319',
  number: 'X77-204418',
  accountNumberDisplay: '4418',
  name: 'Brokerage',
  balance: 10884.6,
  type: 'brokerageAccount',
  status: 'active',
  customerId: '7004419250',
  institutionId: '101732',
  createdDate: 1767312600,
  currency: 'USD',
  institutionLoginId: 1320047785,
  position: [
    { id: 88120417, symbol: 'TMIF', units: 120.5, marketValue: 10673.89, optionExpireDate: '1798761600' },
  ],
};

const exchanges = [
  exchange({
    title:
      'getCustomerAccountsByInstitutionLogin: GET /aggregation/v1/customers/{customerId}/institutionLogins/{institutionLoginId}/accounts',
    call: (api) =>
      api.getCustomerAccountsByInstitutionLogin({
        customerId: '7004419250',
        institutionLoginId: '1320047785',
      }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250/institutionLogins/1320047785/accounts',
    headers: signed,
    needs: ['customerId', 'institutionLoginId'],
    status: 200,
    answer: { accounts: [checking, brokerage] },
    fact: [({ accounts }) => accounts[1]?.position?.[0]?.units, 120.5],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title:
      'refreshCustomerAccountsByInstitutionLogin: POST /aggregation/v1/customers/{customerId}/institutionLogins/{institutionLoginId}/accounts',
    call: (api) =>
      api.refreshCustomerAccountsByInstitutionLogin({
        customerId: '7004419250',
        institutionLoginId: '1320047785',
        toDate: 1774915200,
        fromDate: 1767225600,
      }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250/institutionLogins/1320047785/accounts?toDate=1774915200&fromDate=1767225600',
    headers: signed,
    needs: ['customerId', 'institutionLoginId'],
    status: 200,
    answer: { accounts: [checking] },
    fact: [({ accounts }) => accounts[0]?.aggregationStatusCode, 0],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title:
      'refreshCustomerAccountsByInstitutionLoginV2: POST /aggregation/v2/customers/{customerId}/institutionLogins/{institutionLoginId}/accounts',
    call: (api) =>
      api.refreshCustomerAccountsByInstitutionLoginV2({
        customerId: '7004419250',
        institutionLoginId: '1320047785',
      }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/v2/customers/7004419250/institutionLogins/1320047785/accounts',
    headers: signed,
    needs: ['customerId', 'institutionLoginId'],
    status: 204,
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title:
      'deleteCustomerAccountsByInstitutionLogin: DELETE /aggregation/v1/customers/{customerId}/institutionLogins/{institutionLoginId}',
    call: (api) =>
      api.deleteCustomerAccountsByInstitutionLogin({
        customerId: '7004419250',
        institutionLoginId: '1320047785',
      }),
    method: 'DELETE',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250/institutionLogins/1320047785',
    headers: signed,
    needs: ['customerId', 'institutionLoginId'],
    status: 204,
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'getCustomerAccount: GET /aggregation/v2/customers/{customerId}/accounts/{accountId}',
    call: (api) => api.getCustomerAccount({ customerId: '7004419250', accountId: '6012884301' }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v2/customers/7004419250/accounts/6012884301',
    headers: signed,
    needs: ['customerId', 'accountId'],
    status: 200,
    answer: checking,
    fact: [({ detail }) => detail?.openDate, -1404172800],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'deleteCustomerAccount: DELETE /aggregation/v1/customers/{customerId}/accounts/{accountId}',
    call: (api) => api.deleteCustomerAccount({ customerId: '7004419250', accountId: '6012884301' }),
    method: 'DELETE',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250/accounts/6012884301',
    headers: signed,
    needs: ['customerId', 'accountId'],
    status: 204,
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'getCustomerAccounts: GET /aggregation/v1/customers/{customerId}/accounts, filtered',
    call: (api) =>
      api.getCustomerAccounts({ customerId: '7004419250', status: 'active', accountType: 'ava' }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250/accounts?status=active&account_type=ava',
    headers: signed,
    needs: ['customerId'],
    status: 200,
    answer: { accounts: [checking, brokerage] },
    fact: [({ accounts }) => accounts[0]?.institutionLoginId, 1320047785],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'refreshCustomerAccounts: POST /aggregation/v1/customers/{customerId}/accounts',
    call: (api) => api.refreshCustomerAccounts({ customerId: '7004419250' }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250/accounts',
    headers: signed,
    needs: ['customerId'],
    status: 200,
    answer: { accounts: [checking] },
    fact: [({ accounts }) => accounts[0]?.balance, 2418.07],
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title: 'refreshCustomerAccountsV2: POST /aggregation/v2/customers/{customerId}/accounts',
    call: (api) => api.refreshCustomerAccountsV2({ customerId: '7004419250' }),
    method: 'POST',
    url: 'https://api.finicity.com/aggregation/v2/customers/7004419250/accounts',
    headers: signed,
    needs: ['customerId'],
    status: 204,
    errors: [400, 401, 404, 429],
  }),
  exchange({
    title:
      'getCustomerAccountsByInstitution: GET /aggregation/v1/customers/{customerId}/institutions/{institutionId}/accounts',
    call: (api) => api.getCustomerAccountsByInstitution({ customerId: '7004419250', institutionId: 101732 }),
    method: 'GET',
    url: 'https://api.finicity.com/aggregation/v1/customers/7004419250/institutions/101732/accounts',
    headers: signed,
    needs: ['customerId', 'institutionId'],
    status: 200,
    answer: { accounts: [checking] },
    fact: [({ accounts }) => accounts.length, 1],
    errors: [400, 401, 404, 429],
  }),
];

const refusals: readonly Refusal<AccountsApi>[] = [
  {
    title: 'getCustomerAccountsByInstitutionLogin: 400 where the filter is not valid',
    operation: 'getCustomerAccountsByInstitutionLogin',
    call: (api) =>
      api.getCustomerAccountsByInstitutionLogin({ customerId: 'planted', institutionLoginId: 'planted' }),
    status: 400,
    body: { code: '18017', message: "status parameter value must be 'active' or 'pending'" },
  },
  {
    title: 'getCustomerAccounts: 401 as plain text gives the text',
    operation: 'getCustomerAccounts',
    call: (api) => api.getCustomerAccounts({ customerId: 'planted', accountType: 'planted' }),
    status: 401,
    body: 'Invalid (Finicity-App-Key)',
  },
  {
    title: 'refreshCustomerAccountsV2: 401 for a token that is not valid',
    operation: 'refreshCustomerAccountsV2',
    call: (api) => api.refreshCustomerAccountsV2({ customerId: 'planted' }),
    status: 401,
    body: { code: '10022', message: 'Invalid (Finicity-App-Token)' },
  },
  {
    title: 'deleteCustomerAccount: 404 where the customer is unknown',
    operation: 'deleteCustomerAccount',
    call: (api) => api.deleteCustomerAccount({ customerId: 'planted', accountId: 'planted' }),
    status: 404,
    body: { code: '14001', message: 'Customer not found.' },
  },
  {
    title: 'refreshCustomerAccounts: 429 is not tried again',
    operation: 'refreshCustomerAccounts',
    call: (api) => api.refreshCustomerAccounts({ customerId: 'planted' }),
    status: 429,
    body: { code: '3300001', message: 'Too many requests' },
  },
];

testOperations(AccountsApi, exchanges, refusals);

test('getCustomerAccounts as a function leaves out filters that are not given', async () => {
  const sent = answerJson(200, { accounts: [checking] });
  const { accounts } = await getCustomerAccounts(configured(), {
    customerId: '7004419250',
    status: undefined,
  });
  expect(accounts[0]?.name).toBe('Everyday Checking');
  const url = 'https://api.finicity.com/aggregation/v1/customers/7004419250/accounts';
  expect(sent).toStrictEqual([{ method: 'GET', url, headers: signed, body: '' }]);
});

test('refreshCustomerAccountsByInstitutionLogin sends a date of 0', async () => {
  const sent = answerJson(200, { accounts: [] });
  await create(configured()).refreshCustomerAccountsByInstitutionLogin({ ...login, fromDate: 0 });
  expect(new URL(sent[0]?.url ?? '').search).toBe('?fromDate=0');
});

test('refreshCustomerAccountsV2Raw gives the status of an answer without a body', async () => {
  answerWith({ status: 204 });
  const answer = await create(configured()).refreshCustomerAccountsV2Raw({ customerId: '7004419250' });
  expect(answer.raw.status).toBe(204);
  expect(await answer.value()).toBeUndefined();
});

test.each<[string, (api: AccountsApi) => Promise<CustomerAccounts>]>([
  ['getCustomerAccountsByInstitutionLogin', (api) => api.getCustomerAccountsByInstitutionLogin(login)],
  [
    'refreshCustomerAccountsByInstitutionLogin',
    (api) => api.refreshCustomerAccountsByInstitutionLogin(login),
  ],
  ['getCustomerAccounts', (api) => api.getCustomerAccounts({ customerId: '1' })],
  ['refreshCustomerAccounts', (api) => api.refreshCustomerAccounts({ customerId: '1' })],
  [
    'getCustomerAccountsByInstitution',
    (api) => api.getCustomerAccountsByInstitution({ customerId: '1', institutionId: 101732 }),
  ],
])('%s: ids beyond 2^53 survive, and small numbers stay numbers', async (_operation, call) => {
  answerWith({
    status: 200,
    body: '{"accounts":[{"institutionLoginId":9007199254740993,"createdDate":1767312600,"position":[{"id":-9007199254740993,"units":120.5}]}]}',
  });
  const { accounts } = await call(create(configured()));
  expect(accounts).toStrictEqual([
    {
      institutionLoginId: 9007199254740993n,
      createdDate: 1767312600,
      position: [{ id: -9007199254740993n, units: 120.5 }],
    },
  ]);
});

test('getCustomerAccount: a login id beyond 2^53 survives', async () => {
  answerWith({ status: 200, body: '{"institutionLoginId":9007199254740993,"id":"9007199254740993"}' });
  const account = await create(configured()).getCustomerAccount({ customerId: '1', accountId: '2' });
  expect([account.institutionLoginId, account.id]).toStrictEqual([9007199254740993n, '9007199254740993']);
});

test('an institution id beyond 2^53 survives in the path', async () => {
  const sent = answerJson(200, { accounts: [] });
  const institutionId = 9007199254740993n;
  await create(configured()).getCustomerAccountsByInstitution({ customerId: '7004419250', institutionId });
  expect(sent[0]?.url).toBe(
    'https://api.finicity.com/aggregation/v1/customers/7004419250/institutions/9007199254740993/accounts',
  );
});

test.each([
  ['../x', '..%2Fx'],
  ['a/b', 'a%2Fb'],
  ['?x=1', '%3Fx%3D1'],
])('an account id of %j stays one path segment', async (accountId, segment) => {
  const sent = answerWith({ status: 204 });
  await create(configured()).deleteCustomerAccount({ customerId: '7004419250', accountId });
  expect(sent[0]?.url).toBe(
    `https://api.finicity.com/aggregation/v1/customers/7004419250/accounts/${segment}`,
  );
});

test('an account id of ".." would remove the customer instead and is not sent', async () => {
  const sent = answerWith({ status: 204 });
  const call = create(configured()).deleteCustomerAccount({ customerId: '7004419250', accountId: '..' });
  await expect(call).rejects.toMatchObject({ name: 'RequestError', field: 'accountId' });
  expect(sent).toHaveLength(0);
});

test('a missing account id is refused before anything is sent', async () => {
  const sent = answerWith({ status: 204 });
  // @ts-expect-error accountId is required
  const call = create(configured()).deleteCustomerAccount({ customerId: '7004419250' });
  await expect(call).rejects.toBeInstanceOf(RequiredError);
  expect(sent).toHaveLength(0);
});

test('requests that the description rules out do not compile', async () => {
  answerJson(400, { code: '14020', message: 'Bad request.' });
  const api = create(configured());
  // @ts-expect-error no such state
  const closed = api.getCustomerAccounts({ customerId: '1', status: 'closed' });
  expect((await refusalOf(closed)).status).toBe(400);
  // @ts-expect-error the parameter is `accountType`, whatever its name on the wire
  const wireName = api.getCustomerAccounts({ customerId: '1', account_type: 'ava' });
  expect((await refusalOf(wireName)).status).toBe(400);
});
