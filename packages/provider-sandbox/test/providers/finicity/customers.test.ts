import { CustomersApi, getCustomersAll } from '@acme/finicity-client';
import type { FinicityOptions } from '../../../src/providers/finicity/index.js';
import { day, partner, refusal, START_MS, send } from './support.js';

const username = 'okafor-7';

function customersOf(options: FinicityOptions = {}): { api: CustomersApi } & ReturnType<typeof partner> {
  const sandbox = partner(options);
  return { ...sandbox, api: new CustomersApi(sandbox.configuration) };
}

describe('a customer that is enrolled', () => {
  test.each([
    ['active', 'addCustomer'],
    ['testing', 'addTestingCustomer'],
  ] as const)('can be read back, as %s', async (type, enrol) => {
    const { api } = customersOf();
    const { id, createdDate } = await api[enrol]({ body: { username, firstName: 'Tom' } });
    expect(await api.getCustomer({ customerId: id })).toEqual({
      id,
      username,
      firstName: 'Tom',
      type,
      createdDate: `${createdDate}`,
      lastModifiedDate: `${createdDate}`,
    });
    expect(createdDate).toBe(START_MS / 1_000);
  });

  test('is the last one of the list', async () => {
    const { api, configuration } = customersOf();
    const { id } = await api.addCustomer({ body: { username } });
    const all: string[] = [];
    for await (const customer of getCustomersAll(configuration, {})) all.push(customer.id);
    expect([all.length, new Set(all).size, all.at(-1)]).toEqual([31, 31, id]);
  });

  test('can be renamed, and the rest stays', async () => {
    const { api, clock } = customersOf();
    const body = { username, firstName: 'Tom', lastName: 'Okafor', email: 'tom@example.com' };
    const { id: customerId } = await api.addCustomer({ body });
    clock.advance(1_000);
    await api.modifyCustomer({ customerId, body: { lastName: 'Rivera' } });
    expect(await api.getCustomer({ customerId })).toMatchObject({
      ...body,
      lastName: 'Rivera',
      createdDate: `${START_MS / 1_000}`,
      lastModifiedDate: `${START_MS / 1_000 + 1}`,
    });
  });

  test('is gone once it is deleted', async () => {
    const { api } = customersOf();
    const { id: customerId } = await api.addCustomer({ body: { username } });
    await api.deleteCustomer({ customerId });
    expect(await refusal(api.getCustomer({ customerId }))).toBe('404 14001');
    expect(await refusal(api.deleteCustomer({ customerId }))).toBe('404 60013');
    expect((await api.getCustomers({ username })).found).toBe(0);
  });

  test('has the application that it was enrolled with', async () => {
    const { api } = customersOf();
    const [withOne, without] = [
      await api.addCustomer({ body: { username, applicationId: 'app-1' } }),
      await api.addCustomer({ body: { username: 'okafor-8' } }),
    ];
    const found = await api.getCustomerWithAppData({ customerId: withOne.id });
    expect(found).toMatchObject({ id: withOne.id, applicationId: 'app-1' });
    expect(await refusal(api.getCustomerWithAppData({ customerId: without.id }))).toBe('404 50052');
  });
});

describe('an enrolment is refused', () => {
  test('for a user name that another customer has', async () => {
    const { api } = customersOf();
    await api.addCustomer({ body: { username } });
    expect(await refusal(api.addTestingCustomer({ body: { username } }))).toBe('409 110002');
  });

  test('for that of a test customer for good, for that of another until it is deleted', async () => {
    const { api } = customersOf();
    for (const enrol of ['addTestingCustomer', 'addCustomer'] as const) {
      const { id: customerId } = await api[enrol]({ body: { username: `${username}-${enrol}` } });
      await api.deleteCustomer({ customerId });
    }
    const again = (name: string): Promise<unknown> =>
      api.addCustomer({ body: { username: `${username}-${name}` } });
    expect(await refusal(again('addTestingCustomer'))).toBe('409 110002');
    await expect(again('addCustomer')).resolves.toBeDefined();
  });

  test.each([
    ['five characters', 'short'],
    ['a blank', 'okafor 7'],
  ])('for a user name with %s', async (_, name) => {
    const { api } = customersOf();
    expect(await refusal(api.addCustomer({ body: { username: name } }))).toBe('400 110039');
  });

  test('without a user name', async () => {
    const { api } = customersOf();
    const body = {} as { username: string };
    expect(await refusal(api.addCustomer({ body }))).toBe('400 10005');
  });
});

test('a change of nothing is refused', async () => {
  const { api } = customersOf();
  expect(await refusal(api.modifyCustomer({ customerId: '7004419250', body: {} }))).toBe('400 10025');
});

describe('the list of customers', () => {
  test('comes in pages of 25 unless told otherwise', async () => {
    const { api } = customersOf();
    const [first, second] = [await api.getCustomers(), await api.getCustomers({ start: 26 })];
    expect(first).toMatchObject({ found: 30, displaying: 25, moreAvailable: true });
    expect(second).toMatchObject({ found: 30, displaying: 5, moreAvailable: false });
  });

  test('starts at a record, not at a page', async () => {
    const { api } = customersOf();
    const { customers } = await api.getCustomers({ start: 2, limit: 2 });
    const three = await api.getCustomers({ limit: 3 });
    expect(customers).toEqual(three.customers.slice(1));
  });

  test('is the same for the same seed', async () => {
    const [one, same, other] = [customersOf({ seed: 5 }), customersOf({ seed: 5 }), customersOf({ seed: 6 })];
    const { customers } = await one.api.getCustomers();
    expect((await same.api.getCustomers()).customers).toEqual(customers);
    expect((await other.api.getCustomers()).customers).not.toEqual(customers);
  });

  test('can be narrowed by user name, kind and part of a name', async () => {
    const { api } = customersOf({ customers: 1 });
    const body = { username: 'okafor-rivers', firstName: 'Tom' };
    await api.addTestingCustomer({ body });
    const found = async (query: Parameters<typeof api.getCustomers>[0]): Promise<number | undefined> =>
      (await api.getCustomers(query)).found;
    expect(await found({ username: 'okafor-rivers' })).toBe(1);
    expect(await found({ username: 'okafor' })).toBe(0);
    expect(await found({ type: 'testing' })).toBe(1);
    expect(await found({ search: 'RIVER' })).toBe(2);
    expect(await found({ search: 'tom' })).toBe(1);
  });

  test.each([
    ['start=0', '41003', 'start'],
    ['limit=0', '41004', 'limit'],
    ['limit=1001', '14020', 'limit'],
    ['type=dormant', '14016', 'type'],
  ])('is refused for %s, with the code of the vendor and the rule', async (query, code, rule) => {
    const sandbox = partner();
    const { token } = await sandbox.auth.getToken();
    const headers = { 'finicity-app-key': 'sandbox-app-key', 'finicity-app-token': token };
    const answer = await send(sandbox, 'GET', `/aggregation/v1/customers?${query}`, headers);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ code, message: expect.stringContaining(`"${rule}" must be`) });
  });

  test('holds as many at the start as are asked for, enrolled 90 days before', async () => {
    const { api } = customersOf({ customers: 1 });
    const { found, customers } = await api.getCustomers();
    expect([found, customers[0]?.id]).toEqual([1, '7004419250']);
    expect(customers[0]?.createdDate).toBe(`${(START_MS - 90 * day) / 1_000}`);
  });
});
