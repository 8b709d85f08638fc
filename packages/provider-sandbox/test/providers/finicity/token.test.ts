import { CustomersApi, TransactionsApi } from '@acme/finicity-client';
import type { UnauthorizedEnvelope } from '../../../src/providers/finicity/index.js';
import { providerSpec } from '../../specs.js';
import { appKey, minute, partner, refusal, send, withToken } from './support.js';

const customerId = '7004419250';
type Sandbox = ReturnType<typeof partner>;

const call = ({ fetchApi }: Sandbox, token: string, key: string = appKey): Promise<unknown> =>
  new CustomersApi(withToken(fetchApi, token, key)).getCustomer({ customerId });

async function login({ another }: Sandbox): Promise<string> {
  return (await another().getToken()).token;
}

describe('a token', () => {
  test('lives for 120 minutes and not one ms longer', async () => {
    const sandbox = partner();
    const token = await login(sandbox);
    sandbox.clock.advance(120 * minute - 1);
    await expect(call(sandbox, token)).resolves.toMatchObject({ id: customerId });
    sandbox.clock.advance(1);
    expect(await refusal(call(sandbox, token))).toBe('401 10023');
  });

  test('does not end the one before it', async () => {
    const sandbox = partner();
    const first = await login(sandbox);
    expect(await login(sandbox)).not.toBe(first);
    await expect(call(sandbox, first)).resolves.toBeDefined();
  });

  test('that was never issued is refused', async () => {
    expect(await refusal(call(partner(), 'no-such-token'))).toBe('401 10022');
  });

  test('that is missing is refused', async () => {
    const answer = await send(partner(), 'GET', '/aggregation/v1/customers', { 'finicity-app-key': appKey });
    expect(answer).toMatchObject({ status: 401, body: { code: '10024' } });
  });

  test('expires before its time on request', async () => {
    const sandbox = partner();
    const token = await login(sandbox);
    sandbox.provider.actions['expire-tokens']();
    expect(await refusal(call(sandbox, token))).toBe('401 10023');
  });

  test('is refused while the account is locked', async () => {
    const sandbox = partner();
    const token = await login(sandbox);
    sandbox.provider.actions.lock();
    expect(await refusal(call(sandbox, token))).toBe('401 24302');
  });

  test('is forgotten a day after its login, so that a long run needs no more and more memory', async () => {
    const sandbox = partner();
    const token = await login(sandbox);
    sandbox.clock.advance(24 * 60 * minute);
    await login(sandbox);
    expect(await refusal(call(sandbox, token))).toBe('401 10022');
  });

  test('that died is renewed by the helper, and the call goes through', async () => {
    const sandbox = partner();
    const customers = new CustomersApi(sandbox.configuration);
    await customers.getCustomer({ customerId });
    sandbox.clock.advance(minute);
    sandbox.provider.actions['expire-tokens']();
    await expect(customers.getCustomer({ customerId })).resolves.toMatchObject({ id: customerId });
    expect(sandbox.provider.state()).toMatchObject({ liveTokens: 1, failures: 0 });
  });
});

describe('an App-Key that is refused on a call', () => {
  test('is told in plain text where the description has that', async () => {
    const headers = { 'finicity-app-key': 'no-such-key', 'finicity-app-token': 'any' };
    const answer = await send(partner(), 'GET', '/aggregation/v1/customers', headers);
    expect(answer).toEqual({ status: 401, type: 'text/plain', body: 'Invalid (Finicity-App-Key)' });
  });

  test('is told in JSON where it has not', async () => {
    const transactions = new TransactionsApi(withToken(partner().fetchApi, 'any', 'no-such-key'));
    expect(await refusal(transactions.getRecurringTransactions({ customerId }))).toBe('401 10027');
  });

  test('has a code where it is of another partner', async () => {
    expect(await refusal(call(partner(), 'any', 'sandbox-foreign-app-key'))).toBe('401 10021');
  });

  test('has a code where it is missing', async () => {
    const answer = await send(partner(), 'GET', '/aggregation/v1/customers', { 'finicity-app-token': 'any' });
    expect(answer).toMatchObject({ status: 401, body: { code: '10026' } });
  });
});

describe('the envelope of a refused call', () => {
  const [code, description] = [10023, 'Expired (Finicity-App-Token)'];
  const envelopes: [UnauthorizedEnvelope, object][] = [
    ['code', { code: `${code}`, message: description }],
    ['code-as-number', { code, message: description }],
    [
      'ReasonCode',
      { Errors: { Error: [{ Source: 'Partners', ReasonCode: code, Description: description }] } },
    ],
    ['reasonCode', { Errors: { Error: [{ source: 'Partners', reasonCode: 1503, description }] } }],
  ];

  test('is by default that of the description, which has a list of errors for no operation', () => {
    const { operations, problems } = providerSpec('finicity');
    const list = { Errors: { Error: [{ Source: 'Partners', ReasonCode: `${code}` }] } };
    const isDescribed = operations
      .map(({ operationId }) => operationId)
      .filter((operationId) => problems(operationId, 401, 'application/json', list).length === 0);
    // The schema of this one asks for no member at all; its example has a code.
    expect(isDescribed).toEqual(['createConnectExperience']);
  });

  test.each(envelopes)('is written as asked for: %s', async (unauthorizedEnvelope, expected) => {
    const sandbox = partner({ unauthorizedEnvelope });
    const headers = { 'finicity-app-key': appKey, 'finicity-app-token': await login(sandbox) };
    sandbox.clock.advance(120 * minute);
    const answer = await send(sandbox, 'GET', '/aggregation/v1/customers', headers);
    expect(answer).toMatchObject({ status: 401, body: expected });
  });

  test.each(envelopes)('is understood by the helper: %s', async (unauthorizedEnvelope) => {
    const sandbox = partner({ unauthorizedEnvelope });
    const customers = new CustomersApi(sandbox.configuration);
    await customers.getCustomer({ customerId });
    sandbox.clock.advance(minute);
    sandbox.provider.actions['expire-tokens']();
    await expect(customers.getCustomer({ customerId })).resolves.toMatchObject({ id: customerId });
  });
});
