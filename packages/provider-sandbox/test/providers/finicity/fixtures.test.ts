import { AccountsApi, CustomersApi, TransactionsApi } from '@acme/finicity-client';
import { minute, partner, START_MS } from './support.js';

const customers = [
  {
    ...{ id: '42', username: 'ada-lovelace', firstName: 'Ada' },
    accounts: [
      {
        ...{ id: '77', name: 'Main', type: 'checking', openingBalance: 10.1 },
        transactions: [
          { date: '2026-03-02', amount: -0.2, payee: 'Shop', category: 'Groceries' },
          { date: '2026-03-01', amount: 0.7, payee: 'Employer' },
          { date: '2026-03-03', amount: 5, payee: 'Friend', isPending: true },
        ],
      },
      { name: 'Empty', type: 'savings', institutionId: 101_790, transactions: [] },
      { name: 'Busy', type: 'checking' },
    ],
  },
  { username: 'grace-hopper', type: 'testing', accounts: [] },
  { username: 'made-up-accounts' },
] as const;

function sandbox(): ReturnType<typeof partner> & {
  readonly accounts: AccountsApi;
  readonly enrolled: CustomersApi;
  readonly transactions: TransactionsApi;
} {
  const all = partner({ fixtures: { customers } });
  const { configuration } = all;
  return {
    ...all,
    accounts: new AccountsApi(configuration),
    enrolled: new CustomersApi(configuration),
    transactions: new TransactionsApi(configuration),
  };
}

describe('customers of your own', () => {
  test('are the only ones, with the members you gave them', async () => {
    const { customers: listed } = await sandbox().enrolled.getCustomers({});
    expect(listed.map(({ id, username, type }) => [id, username, type])).toEqual([
      ['42', 'ada-lovelace', 'active'],
      ['7004419250', 'grace-hopper', 'testing'],
      ['7004419251', 'made-up-accounts', 'active'],
    ]);
  });

  test('have their own accounts, none, or the made-up ones', async () => {
    const { accounts } = sandbox();
    const names = async (customerId: string) =>
      (await accounts.getCustomerAccounts({ customerId })).accounts.map(({ name }) => name);
    expect(await names('42')).toEqual(['Main', 'Empty', 'Busy']);
    expect(await names('7004419250')).toEqual([]);
    expect(await names('7004419251')).toHaveLength(3);
  });

  test('have the balance that their transactions add up to, to the cent', async () => {
    const { accounts } = sandbox();
    const main = await accounts.getCustomerAccount({ customerId: '42', accountId: '77' });
    expect([main.balance, main.detail?.availableBalanceAmount]).toEqual([10.6, 15.6]);
    const [, empty] = (await accounts.getCustomerAccounts({ customerId: '42' })).accounts;
    expect(empty?.balance).toBe(0);
  });

  test('have their own transactions, in order', async () => {
    const { transactions } = sandbox();
    const list = await transactions.getCustomerAccountTransactions({
      ...{ customerId: '42', accountId: '77', fromDate: 0, toDate: START_MS / 1_000, sort: 'asc' },
    });
    expect(list.transactions.map(({ amount, categorization }) => [amount, categorization?.category])).toEqual(
      [
        [0.7, 'Uncategorized'],
        [-0.2, 'Groceries'],
      ],
    );
  });

  test('share one account id with no customer that is enrolled later', async () => {
    const { enrolled, accounts } = sandbox();
    const { id } = await enrolled.addCustomer({ body: { username: 'enrolled-later' } });
    const idsOf = async (customerId: string) =>
      (await accounts.getCustomerAccounts({ customerId })).accounts.map((account) => account.id);
    const all = (await Promise.all(['42', '7004419251', id].map(idsOf))).flat();
    expect(new Set(all).size).toBe(all.length);
  });

  test('replace the others while a program runs, and its token stays valid', async () => {
    const { provider, enrolled, answers, clock } = sandbox();
    await enrolled.getCustomer({ customerId: '42' });
    provider.loadFixtures({ customers: [{ id: '43', username: 'ada-lovelace' }] });
    clock.advance(minute);
    expect((await enrolled.getCustomer({ customerId: '43' })).username).toBe('ada-lovelace');
    await expect(enrolled.getCustomer({ customerId: '42' })).rejects.toThrow();
    expect(answers.filter((answer) => answer.startsWith('createToken'))).toHaveLength(1);
  });
});

describe('the fixtures of Finicity are refused by path', () => {
  test('if a user name is not within the policy of the vendor', () => {
    expect(() => partner({ fixtures: { customers: [{ username: 'short' }] } })).toThrow(
      'customers[0].username',
    );
  });

  const [ada] = customers;

  test.each([
    [[{ username: 'ada-lovelace' }, { username: 'ada-lovelace' }], 'customers[1].username'],
    [
      [
        { id: '1', username: 'user-a' },
        { id: '1', username: 'user-b' },
      ],
      'customers[1].id',
    ],
    [
      [ada, { username: 'user-b', accounts: [{ id: '77', name: 'x', type: 'y' }] }],
      'customers[1].accounts[0].id',
    ],
    [
      [{ username: 'user-a', accounts: [{ id: '6012884301', name: 'x', type: 'y' }] }],
      'customers[0].accounts[0].id',
    ],
    [
      [{ username: 'user-a', accounts: [{ name: 'x', type: 'y', institutionId: 7 }] }],
      'customers[0].accounts[0].institutionId',
    ],
  ])('if two parts do not fit: %#', (list, path) => {
    const { provider } = partner();
    expect(() => provider.loadFixtures({ customers: list })).toThrow(path);
    expect(provider.state().customerCount).toBe(30);
  });

  test.each([0.001, 1e10, '5'])('if the amount is %j', (amount) => {
    const transactions = [{ date: '2026-01-01', amount: amount as number, payee: 'x' }];
    const list = [{ username: 'user-a', accounts: [{ name: 'x', type: 'y', transactions }] }];
    const path = 'customers[0].accounts[0].transactions[0].amount';
    expect(() => partner().provider.loadFixtures({ customers: list })).toThrow(path);
  });
});
