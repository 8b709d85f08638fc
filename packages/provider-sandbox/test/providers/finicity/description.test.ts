import type { SandboxAnswer, SandboxRequest } from '../../../src/core/provider.js';
import type { Operation } from '../../../src/openapi/spec.js';
import { exampleRequest } from '../../example-request.js';
import { providerSpec } from '../../specs.js';
import { appKey, partner, partnerId, partnerSecret, problemsOf } from './support.js';

const isLogin = ({ path }: Operation): boolean => path.endsWith('/partners/authentication');
const operations = providerSpec('finicity').operations.filter((operation) => !isLogin(operation));

type Sandbox = ReturnType<typeof partner>;

/** The answer to the examples of an operation, after what else has to happen. */
async function answered(
  operation: Operation,
  headers: Record<string, string> = {},
  before: (sandbox: Sandbox) => unknown = () => undefined,
  change: Partial<SandboxRequest> = {},
): Promise<{ request: SandboxRequest; answer: SandboxAnswer }> {
  const sandbox = partner();
  const { token } = await sandbox.auth.getToken();
  await before(sandbox);
  const session = { 'finicity-app-key': appKey, 'finicity-app-token': token };
  const request = { ...exampleRequest('finicity', operation, { ...session, ...headers }), ...change };
  return { request, answer: await sandbox.provider.respond(request) };
}

describe.each(operations.map((operation) => ({ ...operation, operation })))(
  '$operationId',
  ({ operation }) => {
    test('answers its own examples with success, as described', async () => {
      const { request, answer } = await answered(operation);
      // No refresh is under way.
      const isUnknown = operation.operationId === 'getTransactionRefreshStatus';
      expect(Math.floor(answer.status / 100)).toBe(isUnknown ? 4 : 2);
      expect(problemsOf(request, answer)).toEqual([]);
    });

    test('gives the same answer for the same seed and time', async () => {
      const [first, second] = [await answered(operation), await answered(operation)];
      expect(second.answer).toEqual(first.answer);
    });

    test.each<[string, Record<string, string>, (sandbox: Sandbox) => unknown]>([
      ['a missing App-Key', { 'finicity-app-key': '' }, () => undefined],
      ['an unknown App-Key', { 'finicity-app-key': 'no-such-key' }, () => undefined],
      ['the App-Key of another', { 'finicity-app-key': 'sandbox-foreign-app-key' }, () => undefined],
      ['a missing token', { 'finicity-app-token': '' }, () => undefined],
      ['an unknown token', { 'finicity-app-token': 'no-such-token' }, () => undefined],
      ['a dead token', {}, ({ provider }) => provider.actions['expire-tokens']()],
      ['a locked account', {}, ({ provider }) => provider.actions.lock()],
    ])('refuses %s with 401, as described', async (_, headers, before) => {
      const { request, answer } = await answered(operation, headers, before);
      expect(answer.status).toBe(401);
      expect(problemsOf(request, answer)).toEqual([]);
    });
  },
);

const withBody = operations.filter((operation) => exampleRequest('finicity', operation, {}).body !== '');

test.each(withBody)('$operationId says what is wrong with a body, as described', async (operation) => {
  const { request, answer } = await answered(operation, {}, () => undefined, { body: '[]' });
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body).message).toContain('body must be object');
  expect(problemsOf(request, answer)).toEqual([]);
});

const ofCustomer = operations.filter(({ path }) => path.includes('{customerId}'));

test.each(ofCustomer)('$operationId does not find an unknown customer, as described', async (operation) => {
  const path = exampleRequest('finicity', operation, {}).path.replace('7004419250', '1');
  const { request, answer } = await answered(operation, {}, () => undefined, { path });
  expect(answer.status).toBe(404);
  expect(problemsOf(request, answer)).toEqual([]);
});

test('what the description does not know is not found', async () => {
  const { provider } = partner();
  const headers = new Headers({ 'finicity-app-key': appKey });
  const request = { method: 'GET', path: '/nowhere', query: new URLSearchParams(), headers, body: '' };
  const { status, body } = await provider.respond(request);
  expect([status, JSON.parse(body)]).toEqual([404, { code: '14001', message: expect.any(String) }]);
});

test('a body that nobody asked for does no harm', async () => {
  const refresh = operations.find(({ operationId }) => operationId === 'refreshCustomerAccounts');
  const { answer } = await answered(refresh!, {}, () => undefined, { body: '{' });
  expect(answer.status).toBe(200);
});

test('the credentials are those that are given', async () => {
  const credentials = { partnerId: 'p-1', partnerSecret: 'secret-of-p-1', appKey: 'key-of-p-1' };
  const { another } = partner({ credentials });
  const own = another({ partnerId: 'p-1', credentials });
  await expect(own.getToken()).resolves.toBeDefined();
  const ofDefault = another({ partnerId, credentials: { partnerSecret, appKey: 'key-of-p-1' } });
  await expect(ofDefault.getToken()).rejects.toMatchObject({ vendorCode: '12401' });
});
