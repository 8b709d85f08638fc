import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { finicityAuth } from '@acme/auth-helpers/finicity';
import { mailinaboxAuth } from '@acme/auth-helpers/mailinabox';
import { ploAuth } from '@acme/auth-helpers/plo';
import { getToken, Configuration as PaymentConfiguration } from '@acme/commerce-connect-client';
import { Configuration as FinicityConfiguration, getCustomer } from '@acme/finicity-client';
import { getMailUsers, Configuration as MailinaboxConfiguration } from '@acme/mailinabox-client';
import { matchedoffersGet, Configuration as PloConfiguration } from '@acme/plo-client';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '../../src/commerce-connect/options.js';
import { FINICITY_TEST_CREDENTIALS } from '../../src/finicity/options.js';
import { mailinaboxAccounts } from '../../src/mailinabox/options.js';
import { PLO_TEST_INSTITUTION } from '../../src/plo/options.js';
import { sandboxProviders } from '../../src/providers.js';
import { type SandboxServer, startSandbox } from '../../src/server/index.js';

const local = { allowInsecureLoopback: true };

describe('over HTTP, the real clients with their helpers', () => {
  let server: SandboxServer;
  beforeAll(async () => {
    server = await startSandbox({ ...sandboxProviders(), port: 0 });
  });
  afterAll(() => server.close());

  test('log in at Finicity and read a customer', async () => {
    const { partnerId, partnerSecret, appKey } = FINICITY_TEST_CREDENTIALS;
    const basePath = server.baseUrl('finicity');
    const auth = finicityAuth({ partnerId, credentials: { partnerSecret, appKey }, basePath, ...local });
    const configuration = new FinicityConfiguration({ ...auth });
    const { id } = await getCustomer(configuration, { customerId: '7004419250' });
    expect(id).toBe('7004419250');
  });

  test('log in at Mail-in-a-Box and list the users', async () => {
    const { email, password } = mailinaboxAccounts.administrator;
    const basePath = `${server.baseUrl('mailinabox')}/admin`;
    const auth = mailinaboxAuth({ basePath, email, password, ...local });
    const users = await getMailUsers(new MailinaboxConfiguration({ ...auth }), { format: 'json' });
    expect(JSON.stringify(users)).toContain(email);
    await auth.logout();
  });

  test('open a session of a cardholder at PLO and list the offers', async () => {
    const auth = ploAuth({ ...PLO_TEST_INSTITUTION, basePath: `${server.baseUrl('plo')}`, ...local });
    const session = await auth.session('cardholder-1');
    const offers = await matchedoffersGet(new PloConfiguration({ ...auth }), session);
    expect(offers.Response).toBeDefined();
  });

  test('send an encrypted and signed payment to Commerce Connect', async () => {
    const origin = server.baseUrl('commerce-connect');
    const auth = commerceConnectAuth({ ...COMMERCE_CONNECT_TEST_MERCHANT, origin, ...local });
    const payment = {
      resultURL: 'https://shop.example.com/paid',
      transactionDetails: {
        amount: '100.00',
        currencyCode: 'INR',
        clientTransactionId: 'ORDER-1001',
        transactionType: 'SALE',
      },
      customerDetails: {},
    };
    const configuration = new PaymentConfiguration({ ...auth, basePath: origin });
    const answer = await getToken(configuration, await auth.tokenRequest(payment));
    expect(answer).toMatchObject({ response: { sessionTokenId: expect.any(String) } });
  });
});
