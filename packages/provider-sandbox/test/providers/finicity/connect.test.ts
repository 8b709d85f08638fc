import {
  AccountsApi,
  type Borrower,
  ConnectApi,
  CustomersApi,
  type EmailOptions,
} from '@acme/finicity-client';
import { minute, partner, refusal, START_MS } from './support.js';

const customerId = '7004419251';
const partnerId = 'sandbox-partner';
const consumerId = 'consumer-1';
const redirectUri = 'https://lender.example/done?a=1&b=2';
const experience = 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907';

function connectOf(): { api: ConnectApi } & ReturnType<typeof partner> {
  const sandbox = partner();
  return { ...sandbox, api: new ConnectApi(sandbox.configuration) };
}

/** The query of a link. */
function told({ link }: { link?: string }): Record<string, string> {
  const url = new URL(link ?? '');
  expect(url.origin).toBe('https://connect2.finicity.com');
  return Object.fromEntries(url.searchParams);
}

describe('a Connect link', () => {
  test('is for the customer, the consumer and the partner that were asked for', async () => {
    const body = { partnerId, customerId, consumerId, redirectUri, experience, language: 'es' };
    const { type, ...rest } = told(await connectOf().api.generateConnectUrl({ body }));
    expect(type).toBe('full');
    expect(rest).toMatchObject(body);
  });

  test('dies with the token that it was made with, not two hours after it was made', async () => {
    const { api, auth, clock } = connectOf();
    await auth.getToken();
    clock.advance(80 * minute);
    const { timestamp, ttl } = told(await api.generateConnectUrl({ body: { partnerId, customerId } }));
    expect(Number(timestamp)).toBe(START_MS + 80 * minute);
    expect(Number(ttl)).toBe(START_MS + 120 * minute);
  });

  test('for one institution, for a broken login and for two small deposits names it', async () => {
    const { api, configuration } = connectOf();
    const { accounts } = await new AccountsApi(configuration).getCustomerAccounts({ customerId });
    const institutionLoginId = `${accounts[0]?.institutionLoginId}`;
    const accountId = `${accounts[0]?.id}`;
    const lite = await api.generateLiteConnectUrl({ body: { partnerId, customerId, institutionId: 101732 } });
    const fix = await api.generateFixConnectUrl({ body: { partnerId, customerId, institutionLoginId } });
    const deposits = await api.verifyMicroEntryMicrodeposit({ body: { partnerId, customerId, accountId } });
    expect([lite, fix, deposits].map(told)).toMatchObject([
      { type: 'lite', customerId, institutionId: '101732' },
      { type: 'fix', customerId, institutionLoginId },
      { type: 'microentry', customerId, accountId },
    ]);
  });

  test('for two borrowers is for the first of them', async () => {
    const borrowers: Borrower[] = [
      { customerId, consumerId, type: 'primary' },
      { customerId: '7004419252', consumerId: 'consumer-2', type: 'jointBorrower' },
    ];
    const link = await connectOf().api.generateJointBorrowerConnectUrl({ body: { partnerId, borrowers } });
    expect(told(link)).toMatchObject({ type: 'jointBorrower', customerId, consumerId, partnerId });
  });

  test('that is mailed comes with the settings of its mail', async () => {
    const email: EmailOptions = { to: 'ada@example.com', from: 'loans@lender.example', firstName: 'Ada' };
    const sent = await connectOf().api.sendConnectEmail({
      body: { partnerId, customerId, consumerId, email },
    });
    expect(sent.emailConfig).toEqual(email);
    expect(told(sent)).toMatchObject({ customerId, consumerId });
  });

  test('to switch payments has nothing of the cards', async () => {
    const { api } = connectOf();
    const cards = [{ title: 'Card', number: '5555555555554444', expiry: '09/29', cvv: '100' }];
    const identity = {
      ...{ firstName: 'Ada', lastName: 'Example', address: '1 Example Street', city: 'Portland' },
      ...{ state: 'OR', zipCode: '97205', phone: '503-555-0142', email: 'ada@example.com' },
    };
    const body = { partnerId, customerId, cards, singleUseUrl: true, identity };
    const { link } = await api.generateTransferBillPaySwitchUrl({ body });
    expect(told({ link: `${link}` })).toMatchObject({ type: 'bps', customerId, singleUseUrl: 'true' });
    expect(link).not.toMatch(/5555|cvv|card/i);
  });

  test('is refused for a customer that is gone', async () => {
    const { api, configuration } = connectOf();
    const make = (): Promise<unknown> => api.generateConnectUrl({ body: { partnerId, customerId } });
    await make();
    await new CustomersApi(configuration).deleteCustomer({ customerId });
    expect(await refusal(make())).toBe('400 10010');
  });

  test.each([
    ['generateConnectUrl', { experience: 'fancy' }, '400 10010'],
    ['generateLiteConnectUrl', { institutionId: 1 }, '400 10010'],
    ['verifyMicroEntryMicrodeposit', { accountId: '6012884301' }, '400 10010'],
    ['generateFixConnectUrl', { institutionLoginId: '1' }, '404 38007'],
    ['generateFixConnectUrl', { institutionLoginId: '1', customerId: '1' }, '404 14001'],
  ] as const)('of %s is refused for %j', async (make, changes, expected) => {
    const body = { partnerId, customerId, ...changes };
    expect(await refusal(connectOf().api[make]({ body } as never))).toBe(expected);
  });
});

describe('experiences', () => {
  test('are those of an application, and of the products that are asked for', async () => {
    const { api } = connectOf();
    const appName = 'Harbor Budget';
    const all = await api.getAllExperience({ appName });
    expect(all).toEqual([{ id: experience, appName, productCode: ['TXA', 'VOA'] }]);
    expect(await api.getAllExperience({ appName, productCode: ['AHA', 'VOA'] })).toEqual(all);
    expect(await api.getAllExperience({ appName, productCode: ['AHA'] })).toEqual([]);
    expect(await refusal(api.getAllExperience({ appName: 'Nobody' }))).toBe('404 4004');
  });

  test('that are copied are listed with those before', async () => {
    const { api } = connectOf();
    const copy = (experienceId: string): ReturnType<typeof api.createConnectExperience> =>
      api.createConnectExperience({ experienceId, body: { indirectPartnerId: 2_445_500_920_041 } });
    const { experienceId = '' } = await copy(experience);
    const listed = await api.getAllExperience({ appName: 'Harbor Budget' });
    expect(listed).toEqual([
      { id: experience, appName: 'Harbor Budget', productCode: ['TXA', 'VOA'] },
      { id: experienceId, appName: 'Harbor Budget', productCode: ['TXA', 'VOA'] },
    ]);
    await copy(experienceId);
    expect(await refusal(copy('00000000-0000-4000-8000-000000000000'))).toBe('400 1003');
  });
});
