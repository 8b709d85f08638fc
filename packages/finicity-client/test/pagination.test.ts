import { HttpResponse, http } from 'msw';
import { server } from '../../../tools/jest/server.js';
import {
  type Customer,
  type Customers,
  CustomersApi,
  getCustomerAccountTransactionsAll,
  getCustomersAll,
  getInstitutionsAll,
  type Institution,
  type Institutions,
  InstitutionsApi,
  isApiError,
  type Paginated,
  PaginationError,
  type Transaction,
  type Transactions,
  TransactionsApi,
} from '../src/generated/index.js';
import { configured } from './support/exchange.js';

// Compiled by `npm run typecheck`: what must not compile is marked, and is an error where it does.

/** A service that holds so many records; `limit` is 25 and at most 1000, as the description has it. */
interface Service {
  readonly path: string;
  readonly list: string;
  readonly records: readonly object[];
  readonly start: 'record' | 'page';
  /** How it says whether more follow. */
  readonly flag?: (more: boolean) => unknown;
}

/** Answers as the service does. The list returned grows by the query of each request. */
function serve({ path, list, records, start, flag = (more) => more }: Service): readonly string[] {
  const queries: string[] = [];
  server.use(
    http.get(`https://api.finicity.com${path}`, ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      queries.push(search.slice(1));
      const limit = Number(searchParams.get('limit') ?? 25);
      const number = Number(searchParams.get('start') ?? 1) - 1;
      const from = start === 'record' ? number : number * limit;
      const shown = records.slice(from, from + limit);
      return HttpResponse.json({
        found: records.length,
        displaying: shown.length,
        moreAvailable: flag(from + shown.length < records.length),
        [list]: shown,
      });
    }),
  );
  return queries;
}

const numbered = (count: number): { id: number }[] =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
const customers = numbered(60).map(({ id }) => ({ id: String(id), username: `customer-${id}` }));
const customerService: Service = {
  path: '/aggregation/v1/customers',
  list: 'customers',
  records: customers,
  start: 'record',
};

async function idsOf<Id>(items: AsyncIterable<{ readonly id: Id }>): Promise<Id[]> {
  const ids: Id[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
}

describe('getCustomersAll: `start` is the number of a record', () => {
  test('the loop goes over all customers, each once, in their order', async () => {
    const queries = serve(customerService);
    expect(await idsOf(getCustomersAll(configured()))).toEqual(customers.map(({ id }) => id));
    expect(queries).toEqual(['', 'start=26', 'start=51']);
  });

  test('filters and limit go with every page', async () => {
    const queries = serve(customerService);
    const api = new CustomersApi(configured());
    await idsOf(api.getCustomersAll({ search: 'customer', type: 'testing', limit: 40 }));
    expect(queries).toEqual([
      'type=testing&search=customer&limit=40',
      'type=testing&search=customer&start=41&limit=40',
    ]);
  });

  test('it begins where the caller says', async () => {
    const queries = serve(customerService);
    expect(await idsOf(getCustomersAll(configured(), { start: 56 }))).toEqual(['56', '57', '58', '59', '60']);
    expect(queries).toEqual(['start=56']);
  });

  test('nothing is sent before the first is asked for, and nothing after a break', async () => {
    const queries = serve(customerService);
    const all = getCustomersAll(configured());
    expect(queries).toHaveLength(0);
    for await (const { id } of all) if (id === '27') break;
    expect(queries).toEqual(['', 'start=26']);
  });

  test('pages() gives each answer as a whole', async () => {
    serve(customerService);
    const pages: Customers[] = [];
    for await (const page of new CustomersApi(configured()).getCustomersAll().pages()) pages.push(page);
    expect(pages.map(({ displaying, moreAvailable }) => [displaying, moreAvailable])).toEqual([
      [25, true],
      [25, true],
      [10, false],
    ]);
  });

  test('none found is an error of the operation, thrown by the loop', async () => {
    const body = { code: 14001, message: 'none' };
    server.use(
      http.get('https://api.finicity.com/aggregation/v1/customers', () =>
        HttpResponse.json(body, { status: 404 }),
      ),
    );
    const error = await idsOf(getCustomersAll(configured())).catch((thrown: unknown) => thrown);
    expect(isApiError(error, 'getCustomers')).toBe(true);
    expect(error).toMatchObject({ status: 404, body });
  });

  test('a service that ignores `start` does not send the loop round for ever', async () => {
    const customer = customers[0];
    server.use(
      http.get('https://api.finicity.com/aggregation/v1/customers', () =>
        HttpResponse.json({ found: 3, displaying: 1, moreAvailable: true, customers: [customer] }),
      ),
    );
    const error = await idsOf(getCustomersAll(configured())).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ code: 'pagination_stuck', operationId: 'getCustomers' });
  });
});

describe('lists of institutions: `start` is the number of a page', () => {
  const lists = [
    ['getInstitutionsAll', '/institution/v2/institutions'],
    ['getCertifiedInstitutionsAll', '/institution/v2/certifiedInstitutions'],
    ['getCertifiedInstitutionsWithRSSDAll', '/institution/v2/certifiedInstitutions/rssd'],
  ] as const;

  test.each(lists)('%s goes over all institutions, each once', async (method, path) => {
    const records = numbered(7);
    const queries = serve({ path, list: 'institutions', records, start: 'page' });
    const api = new InstitutionsApi(configured());
    expect(await idsOf(api[method]({ search: 'bank', limit: 3 }))).toEqual(records.map(({ id }) => id));
    expect(queries).toEqual([
      'search=bank&limit=3',
      'search=bank&start=2&limit=3',
      'search=bank&start=3&limit=3',
    ]);
  });
});

describe('lists of transactions: whether more follow is a text', () => {
  const records = numbered(5);
  const period = { customerId: '7004419250', fromDate: 1767225600, toDate: 1774915200 };
  const service = { list: 'transactions', records, start: 'record', flag: String } as const;

  test.each([
    ['getAllCustomerTransactionsAll', '/aggregation/v3/customers/7004419250/transactions'],
    [
      'getCustomerAccountTransactionsAll',
      '/aggregation/v4/customers/7004419250/accounts/6012884301/transactions',
    ],
  ] as const)('%s goes over all transactions, each once', async (method, path) => {
    const queries = serve({ ...service, path });
    const api = new TransactionsApi(configured());
    const all = api[method]({ ...period, accountId: '6012884301', limit: 2 });
    expect(await idsOf(all)).toEqual([1, 2, 3, 4, 5]);
    expect(queries).toHaveLength(3);
    expect(queries.map((query) => new URLSearchParams(query).get('start'))).toEqual([null, '3', '5']);
  });
});

/** Compiles only where both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_Check extends true>(): void => {};

test('items, pages and requests have the types of the operation', () => {
  same<Same<ReturnType<typeof getCustomersAll>, Paginated<Customer, Customers>>>();
  same<Same<ReturnType<InstitutionsApi['getInstitutionsAll']>, Paginated<Institution, Institutions>>>();
  const period = { customerId: '1', accountId: '2', fromDate: 1, toDate: 2 };
  const transactions = getCustomerAccountTransactionsAll(configured(), period);
  same<Same<typeof transactions, Paginated<Transaction, Transactions>>>();
  // @ts-expect-error A customer is no institution.
  const wrong: AsyncIterable<Institution> = getCustomersAll(configured());
  // @ts-expect-error The period is needed, as for one page.
  getCustomerAccountTransactionsAll(configured(), { customerId: '1', accountId: '2' });
  // @ts-expect-error Pages are counted.
  getInstitutionsAll(configured(), { start: 'second' });
  expect(wrong).toHaveProperty('pages');
});
