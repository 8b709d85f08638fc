import { AccountsApi, CustomersApi } from '@acme/finicity-client';
import { minute, partner, refusal, START_MS } from './support.js';

const customerId = '7004419250';
const accountId = '6012884301';
const institutionLoginId = '1320047785';

function accountsOf(): { api: AccountsApi } & ReturnType<typeof partner> {
  const sandbox = partner();
  return { ...sandbox, api: new AccountsApi(sandbox.configuration) };
}

const idsOf = ({ accounts }: { accounts: { id: string }[] }): string[] => accounts.map(({ id }) => id);

describe('accounts', () => {
  test('are three for each customer, of two logins, and no two customers share one', async () => {
    const { api, configuration } = accountsOf();
    const customers = new CustomersApi(configuration);
    const { id } = await customers.addCustomer({ body: { username: 'okafor-7' } });
    const [first, added] = [
      await api.getCustomerAccounts({ customerId }),
      await api.getCustomerAccounts({ customerId: id }),
    ];
    expect(new Set([...idsOf(first), ...idsOf(added)]).size).toBe(6);
    expect(new Set(first.accounts.map((account) => account.institutionLoginId)).size).toBe(2);
  });

  test('are the same one by one as in the list', async () => {
    const { api } = accountsOf();
    const { accounts } = await api.getCustomerAccounts({ customerId });
    for (const account of accounts) {
      expect(await api.getCustomerAccount({ customerId, accountId: account.id })).toEqual(account);
    }
  });

  test('can be listed by login and by institution', async () => {
    const { api } = accountsOf();
    const { accounts } = await api.getCustomerAccounts({ customerId });
    const byLogin = await api.getCustomerAccountsByInstitutionLogin({ customerId, institutionLoginId });
    expect(byLogin.accounts).toEqual(accounts.slice(0, 2));
    const byInstitution = await api.getCustomerAccountsByInstitution({ customerId, institutionId: 101790 });
    expect(byInstitution.accounts).toEqual(accounts.slice(2));
  });

  test('are never pending', async () => {
    const { api } = accountsOf();
    expect(await api.getCustomerAccounts({ customerId, status: 'pending' })).toEqual({ accounts: [] });
    expect((await api.getCustomerAccounts({ customerId, status: 'active' })).accounts).toHaveLength(3);
  });

  test('that are not there are told from a customer who is not', async () => {
    const { api } = accountsOf();
    const wrongCustomer = api.getCustomerAccount({ customerId: '1', accountId });
    const wrongAccount = api.getCustomerAccount({ customerId, accountId: '1' });
    const wrongLogin = api.getCustomerAccountsByInstitutionLogin({ customerId, institutionLoginId: '1' });
    const wrongInstitution = api.getCustomerAccountsByInstitution({ customerId, institutionId: 1 });
    expect(await refusal(wrongCustomer)).toBe('404 14001');
    expect(await refusal(wrongAccount)).toBe('404 14001');
    expect(await refusal(wrongLogin)).toBe('404 38007');
    expect(await refusal(wrongInstitution)).toBe('404 38003');
  });
});

describe('a refresh while you wait', () => {
  test('of a customer moves aggregationAttemptDate of all accounts', async () => {
    const { api, clock } = accountsOf();
    clock.advance(minute);
    const { accounts } = await api.refreshCustomerAccounts({ customerId });
    const dates = accounts.map(({ aggregationAttemptDate }) => aggregationAttemptDate);
    expect(dates).toEqual(Array(3).fill(START_MS / 1_000 + 60));
    expect(await api.getCustomerAccounts({ customerId })).toEqual({ accounts });
  });

  test('of a login moves that of its accounts only, and in the second version says nothing', async () => {
    const { api, clock } = accountsOf();
    clock.advance(minute);
    await api.refreshCustomerAccountsByInstitutionLoginV2({ customerId, institutionLoginId });
    const { accounts } = await api.getCustomerAccounts({ customerId });
    const isMoved = accounts.map((account) => account.aggregationAttemptDate === START_MS / 1_000 + 60);
    expect(isMoved).toEqual([true, true, false]);
  });
});

describe('access that is removed', () => {
  test('to one account takes that one away', async () => {
    const { api } = accountsOf();
    await api.deleteCustomerAccount({ customerId, accountId });
    expect(await refusal(api.getCustomerAccount({ customerId, accountId }))).toBe('404 14001');
    expect(idsOf(await api.getCustomerAccounts({ customerId }))).toHaveLength(2);
  });

  test('to a login takes all of its accounts away', async () => {
    const { api } = accountsOf();
    await api.deleteCustomerAccountsByInstitutionLogin({ customerId, institutionLoginId });
    expect(idsOf(await api.getCustomerAccounts({ customerId }))).toHaveLength(1);
    const again = api.deleteCustomerAccountsByInstitutionLogin({ customerId, institutionLoginId });
    expect(await refusal(again)).toBe('404 38007');
  });
});
