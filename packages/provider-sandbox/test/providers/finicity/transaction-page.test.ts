import { accountPage, transactionPage } from '../../../src/providers/finicity/transaction-services.js';
import { shownTransaction, type Transaction } from '../../../src/providers/finicity/transactions.js';

const DAY_SECONDS = 24 * 60 * 60;

/** One on day 10, two on day 12, of which the second is pending. */
const booked: readonly Transaction[] = [
  { ...made(1, 10), isPending: false },
  { ...made(2, 12), isPending: false },
  { ...made(3, 12), isPending: true },
];

function made(id: number, day: number): Omit<Transaction, 'isPending'> {
  const payee = { name: 'Café "Ünal"', category: 'Coffee Shops', type: 'pointOfSale' };
  const [accountId, customerId] = ['6012884301', '7004419250'];
  return {
    id,
    accountId,
    customerId,
    dayMs: day * DAY_SECONDS * 1_000,
    amount: -1.5,
    balanceCents: 100,
    payee,
  };
}

function query(fromDay: number, toDay: number, more: Readonly<Record<string, string>> = {}): URLSearchParams {
  const period = { fromDate: `${fromDay * DAY_SECONDS}`, toDate: `${toDay * DAY_SECONDS}` };
  return new URLSearchParams({ ...period, includePending: 'true', ...more });
}

function idsOf(search: URLSearchParams): number[] {
  const { transactions } = JSON.parse(transactionPage(booked, search).body) as {
    transactions: Transaction[];
  };
  return transactions.map(({ id }) => id);
}

test.each([
  ['before the first', query(1, 9), []],
  ['after the last', query(13, 20), []],
  ['between two', query(11, 11), []],
  ['of one day', query(12, 12), [3, 2]],
  ['of all, oldest first', query(10, 12, { sort: 'asc' }), [1, 2, 3]],
  ['of all without what is pending', query(10, 12, { includePending: 'false' }), [2, 1]],
  ['of all, the second page', query(10, 12, { start: '2', limit: '1' }), [2]],
])('the transactions of a period %s', (_which, search, ids) => {
  expect(idsOf(search)).toEqual(ids);
});

test('are in the page as they are on their own, first and second time', () => {
  const page = {
    ...{ found: 3, displaying: 1, moreAvailable: 'true' },
    ...{ fromDate: '864000', toDate: '1036800', sort: 'desc', transactions: [shownTransaction(booked[2]!)] },
  };
  const search = query(10, 12, { limit: '1' });
  for (const _time of [1, 2]) expect(transactionPage(booked, search).body).toBe(JSON.stringify(page));
  const withBalances = JSON.parse(accountPage(booked, query(10, 12, { showDailyBalance: 'true' })).body);
  expect(withBalances).toMatchObject({ found: 3, dailyBalances: [{ date: 864_000 }, { date: 1_036_800 }] });
});
