import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Accounts } from '../../../src/providers/finicity/accounts.js';
import { Customers } from '../../../src/providers/finicity/customers.js';
import { Tokens } from '../../../src/providers/finicity/tokens.js';
import { stepsOf } from '../../steps.js';
import { appKey, partner, START_MS } from './support.js';

const clock = { nowMs: () => START_MS, advance: () => undefined };

/** Bytes on the heap that are in use. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

/** By hand, as a run of many calls with the client takes long. @returns the JSON that is answered. */
async function session(customers = 30) {
  const sandbox = partner({ customers });
  const { token } = await sandbox.auth.getToken();
  const headers = { 'finicity-app-key': appKey, 'finicity-app-token': token };
  return async (method: string, path: string, body?: object) => {
    const type = body === undefined ? undefined : 'application/json';
    const query = new URLSearchParams(path.split('?')[1]);
    const request = {
      ...{ method, path: path.split('?')[0]!, query, body: body === undefined ? '' : JSON.stringify(body) },
      headers: new Headers({ ...headers, ...(type === undefined ? {} : { 'content-type': type }) }),
    };
    const answer = await sandbox.provider.respond(request);
    return answer.body === '' ? undefined : JSON.parse(answer.body);
  };
}

const transactions = (id: string) =>
  `/aggregation/v3/customers/${id}/transactions?fromDate=0&toDate=2000000000&limit=1000`;

test('customers that are deleted are forgotten with accounts and transactions', async () => {
  const ask = await session();
  const visit = async (number: number) => {
    const { id } = await ask('POST', '/aggregation/v2/customers/active', { username: `okafor-${number}` });
    expect((await ask('GET', transactions(id))).found).toBeGreaterThan(500);
    await ask('DELETE', `/aggregation/v1/customers/${id}`);
  };
  await visit(0);
  const before = heapBytes();
  for (let number = 1; number <= 150; number += 1) await visit(number);
  expect((heapBytes() - before) / 2 ** 20).toBeLessThan(20);
});

test('transactions of customers that were long not asked for are made again when they are', async () => {
  const ask = await session(200);
  const [first, ...others] = Array.from({ length: 200 }, (_, number) => `${7_004_419_250 + number}`);
  const [{ id }] = (await ask('GET', `/aggregation/v1/customers/${first}/accounts`)).accounts;
  await ask('POST', `/aggregation/v1/customers/${first}/accounts/${id}/transactions/historic`);
  const known = await ask('GET', transactions(first!));
  const before = heapBytes();
  for (const other of others) await ask('GET', transactions(other));
  // Those of the last 100 accounts stay; those of all 600 would take 160 MiB.
  expect((heapBytes() - before) / 2 ** 20).toBeLessThan(60);
  expect(await ask('GET', transactions(first!))).toEqual(known);
});

test('an account is what it was when its transactions were forgotten', () => {
  const accounts = new Accounts(clock, 1);
  const customers = new Customers(clock, 1, 60);
  const [first, ...others] = customers.all();
  accounts.loadHistory(accounts.of(first!));
  const known = accounts.of(first!).map((account) => accounts.transactionsOf(account));
  for (const other of others) for (const account of accounts.of(other)) accounts.transactionsOf(account);
  const again = accounts.of(first!).map((account) => accounts.transactionsOf(account));
  expect(again[0]).not.toBe(known[0]);
  expect(again).toEqual(known);
});

test('a login takes as long after many logins as before', () => {
  const tokens = new Tokens(clock, 1);
  const issue = (count: number): void => {
    for (let issued = 0; issued < count; issued += 1) tokens.issue();
  };
  issue(1);
  const first = stepsOf(() => issue(10));
  issue(20_000);
  expect(stepsOf(() => issue(10))).toBeLessThanOrEqual(2 * first);
});

test('of more than 100,000 tokens of a day the oldest are forgotten', () => {
  const tokens = new Tokens(clock, 1);
  const [first, second] = [tokens.issue(), tokens.issue()];
  for (let count = 2; count <= 100_000; count += 1) tokens.issue();
  expect([tokens.stateOf(first), tokens.stateOf(second)]).toEqual(['unknown', 'live']);
  expect([tokens.liveCount(), tokens.latestLive(20).length]).toEqual([100_000, 20]);
});

test('an enrolment takes as long after many as before, and a name is free once an active customer is gone', () => {
  const customers = new Customers(clock, 1, 1);
  let enrolled = 0;
  const enrol = (count: number): void => {
    for (const untilCount = enrolled + count; enrolled < untilCount; enrolled += 1) {
      customers.enrol({ username: `name-${enrolled}` }, 'active');
    }
  };
  enrol(1);
  const first = stepsOf(() => enrol(10));
  enrol(20_000);
  expect(stepsOf(() => enrol(10))).toBeLessThanOrEqual(2 * first + 10);
  expect(customers.enrol({ username: 'name-7' }, 'active')).toBeUndefined();
  customers.remove(customers.all()[8]!);
  expect(customers.enrol({ username: 'name-7' }, 'testing')?.username).toBe('name-7');
  customers.remove(customers.all().at(-1)!);
  expect(customers.enrol({ username: 'name-7' }, 'active')).toBeUndefined();
});

test('of refreshes the last 10,000 can be asked for', async () => {
  const ask = await session();
  const refreshes = '/aggregation/customers/7004419250/transactions/refreshes';
  const refresh = async () => (await ask('POST', refreshes, { accountIds: ['6012884301'] })).refreshId;
  const [first, second] = [await refresh(), await refresh()];
  const ids = new Set([first, second]);
  for (let count = 2; count <= 10_000; count += 1) ids.add(await refresh());
  expect(ids.size).toBe(10_001);
  expect((await ask('GET', `${refreshes}/${first}`)).code).toBe(10008);
  expect((await ask('GET', `${refreshes}/${second}`)).refreshId).toBe(second);
});
