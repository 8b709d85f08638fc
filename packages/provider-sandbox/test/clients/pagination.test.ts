import * as payments from '@acme/commerce-connect-client';
import * as finicity from '@acme/finicity-client';
import * as mailinabox from '@acme/mailinabox-client';
import * as plo from '@acme/plo-client';
import { institution, partner } from './clients.js';
import { type Loopback, startLoopback } from './loopback.js';

let sandbox: Loopback;
beforeAll(async () => {
  sandbox = await startLoopback();
});
afterAll(() => sandbox.close());

/** A list: all of it in pages of so many records, and in one page. */
interface List {
  readonly operationId: string;
  readonly inPages: (perPage: number) => Promise<finicity.Paginated<unknown, object>>;
  readonly atOnce: () => Promise<readonly unknown[]>;
}

const period = { fromDate: 1767225600, toDate: 1774915200 };
const ofCustomer = { customerId: '7004419250', ...period };
const ofAccount = { ...ofCustomer, accountId: '6012884301' };
const most = { limit: 1_000 };

const lists: readonly List[] = [
  {
    operationId: 'getCustomers',
    inPages: async (limit) => finicity.getCustomersAll(partner(sandbox), { limit }),
    atOnce: async () => (await finicity.getCustomers(partner(sandbox), most)).customers,
  },
  {
    operationId: 'getAllCustomerTransactions',
    inPages: async (limit) =>
      finicity.getAllCustomerTransactionsAll(partner(sandbox), { ...ofCustomer, limit }),
    atOnce: async () =>
      (await finicity.getAllCustomerTransactions(partner(sandbox), { ...ofCustomer, ...most })).transactions,
  },
  {
    operationId: 'getCustomerAccountTransactions',
    inPages: async (limit) =>
      finicity.getCustomerAccountTransactionsAll(partner(sandbox), { ...ofAccount, limit }),
    atOnce: async () =>
      (await finicity.getCustomerAccountTransactions(partner(sandbox), { ...ofAccount, ...most }))
        .transactions,
  },
  {
    operationId: 'getInstitutions',
    inPages: async (limit) => finicity.getInstitutionsAll(partner(sandbox), { limit }),
    atOnce: async () => (await finicity.getInstitutions(partner(sandbox), most)).institutions,
  },
  {
    operationId: 'getCertifiedInstitutions',
    inPages: async (limit) => finicity.getCertifiedInstitutionsAll(partner(sandbox), { limit }),
    atOnce: async () => (await finicity.getCertifiedInstitutions(partner(sandbox), most)).institutions,
  },
  {
    operationId: 'getCertifiedInstitutionsWithRSSD',
    inPages: async (limit) => finicity.getCertifiedInstitutionsWithRSSDAll(partner(sandbox), { limit }),
    atOnce: async () =>
      (await finicity.getCertifiedInstitutionsWithRSSD(partner(sandbox), most)).institutions,
  },
  {
    operationId: 'matchedoffersGet',
    async inPages(itemsPerPage) {
      const { configuration, session } = institution(sandbox);
      return plo.matchedoffersGetAll(configuration, { ...(await session()), itemsPerPage });
    },
    async atOnce() {
      const { configuration, session } = institution(sandbox);
      const page = await plo.matchedoffersGet(configuration, { ...(await session()), itemsPerPage: 1_000 });
      return [page.Response?.Items?.MatchedOffer].flat();
    },
  },
];

describe.each(lists)('$operationId', ({ operationId, inPages, atOnce }) => {
  test.each([2, 4, 7])('gives each record once and in order, in pages of a %s-th of all', async (share) => {
    const whole = await atOnce();
    const perPage = Math.ceil(whole.length / share);
    const before = sandbox.carriedOut(operationId);
    const records: unknown[] = [];
    for await (const record of await inPages(perPage)) records.push(record);
    expect(records).toStrictEqual(whole);
    expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(whole.length);
    expect(sandbox.carriedOut(operationId) - before).toBe(Math.ceil(whole.length / perPage));
  });

  test('asks for no page that nobody reads', async () => {
    const perPage = Math.ceil((await atOnce()).length / 3);
    const before = sandbox.carriedOut(operationId);
    let read = 0;
    for await (const _ of await inPages(perPage)) {
      read += 1;
      if (read === perPage + 1) break;
    }
    expect(sandbox.carriedOut(operationId) - before).toBe(2);
  });
});

test('every list of the clients is read', () => {
  const functions = [finicity, mailinabox, plo, payments].flatMap((client) => Object.keys(client));
  const all = functions.filter((name) => name.endsWith('All') && functions.includes(name.slice(0, -3)));
  expect(lists.map(({ operationId }) => `${operationId}All`).sort()).toEqual(all.sort());
});
