import * as payments from '@acme/commerce-connect-client';
import * as finicity from '@acme/finicity-client';
import * as mailinabox from '@acme/mailinabox-client';
import * as plo from '@acme/plo-client';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '../../src/providers/commerce-connect/options.js';
import { FINICITY_TEST_CREDENTIALS } from '../../src/providers/finicity/options.js';
import { MAILINABOX_TEST_ACCOUNTS } from '../../src/providers/mailinabox/options.js';
import { administrator, institution, merchant, partner, payment } from './clients.js';
import { type Loopback, startLoopback } from './loopback.js';
import { errorOf } from './samples.js';

let sandbox: Loopback;
beforeAll(async () => {
  sandbox = await startLoopback();
});
afterAll(() => sandbox.close());

const { key: keyValue, iv: ivValue } = COMMERCE_CONNECT_TEST_MERCHANT;
const customerId = '7004419250';
const unknown = { customerId: '1' };

/** What is refused, and the vendor's words for it as the type of the error gives them. */
type Refusal = readonly [words: string, call: () => Promise<unknown>];

describe('finicity', () => {
  const at = () => partner(sandbox);
  const addCustomer = (username: string) => finicity.addCustomer(at(), { body: { username } });

  test.each<Refusal>([
    ['getCustomer 404 14001', () => finicity.getCustomer(at(), unknown)],
    ['deleteCustomer 404 60013', () => finicity.deleteCustomer(at(), unknown)],
    ['getCustomers 400 41003', () => finicity.getCustomers(at(), { start: 0 })],
    ['addCustomer 400 110039', () => addCustomer('with a blank')],
    ['addCustomer 409 110002', () => addCustomer('rivera-2230')],
    ['modifyCustomer 400 10025', () => finicity.modifyCustomer(at(), { customerId, body: {} })],
    [
      'getCustomerAccountsByInstitutionLogin 404 38007',
      () => finicity.getCustomerAccountsByInstitutionLogin(at(), { customerId, institutionLoginId: '1' }),
    ],
    [
      'createToken 401 10001',
      () => {
        const { partnerId } = FINICITY_TEST_CREDENTIALS;
        return finicity.createToken(at(), { body: { partnerId, partnerSecret: 'wrong-secret-1' } });
      },
    ],
  ])('%s', async (words, call) => {
    const error = await errorOf(call());
    if (!finicity.isApiError(error)) throw error;
    const { operationId, status, body } = error;
    expect(`${operationId} ${status} ${Object(body).code}`).toBe(words);
  });

  test('operationId and status give the body its type', async () => {
    const error = await errorOf(finicity.getCustomer(at(), unknown));
    if (!finicity.isApiError(error, 'getCustomer') || error.status !== 404) throw error;
    const body: finicity.ErrorMessage | undefined = error.body;
    expect(body).toEqual({ code: '14001', message: 'Customer not found.' });
  });

  test('a refused key is told in plain text', async () => {
    const apiKey = { 'Finicity-App-Key': 'no-such-key', 'Finicity-App-Token': 'token' };
    const configuration = new finicity.Configuration({
      basePath: sandbox.server.basePath('finicity'),
      allowInsecureLoopback: true,
      apiKey,
    });
    const error = await errorOf(finicity.getCustomer(configuration, { customerId }));
    if (!finicity.isApiError(error, 'getCustomer') || error.status !== 401) throw error;
    const body: finicity.ErrorMessage | string | undefined = error.body;
    expect(body).toBe('Invalid (Finicity-App-Key)');
  });
});

describe('mailinabox', () => {
  const at = () => administrator(sandbox);
  const as = (username: string, password: string) => {
    const basePath = sandbox.server.basePath('mailinabox');
    return new mailinabox.Configuration({ basePath, allowInsecureLoopback: true, username, password });
  };
  const { email, password } = MAILINABOX_TEST_ACCOUNTS.member;

  test.each<Refusal>([
    [
      'addMailUser 400 "User already exists."',
      () => mailinabox.addMailUser(at(), { body: { email, password, privileges: '' } }),
    ],
    [
      `removeMailUser 400 "That's not a user (nobody@example.com)."`,
      () => mailinabox.removeMailUser(at(), { body: { email: 'nobody@example.com' } }),
    ],
    [
      'addDnsCustomARecord 400 "elsewhere.invalid is not in a zone of this box"',
      () => mailinabox.addDnsCustomARecord(at(), { qname: 'elsewhere.invalid', body: '203.0.113.10' }),
    ],
    [
      'getMailUsers 401 {"status":"error","reason":"You are not an administrator."}',
      () => mailinabox.getMailUsers(as(email, password)),
    ],
    [
      'login 200 {"reason":"Incorrect email address or password.","status":"invalid"}',
      () => mailinabox.login(as(email, 'wrong')),
    ],
  ])('%s', async (words, call) => {
    const error = await errorOf(call());
    if (!mailinabox.isApiError(error)) throw error;
    const { operationId, status, body } = error;
    expect(`${operationId} ${status} ${JSON.stringify(body)}`).toBe(words);
  });

  test('a refusal has its reason and the challenge in the headers too', async () => {
    const error = await errorOf(mailinabox.getMailUsers(as(email, password)));
    if (!mailinabox.isApiError(error, 'getMailUsers')) throw error;
    expect(error.headers.get('x-reason')).toBe('You are not an administrator.');
    expect(error.headers.get('www-authenticate')).toMatch(/^Basic /);
  });
});

describe('plo', () => {
  const unknown = { offerId: 'no-such-offer', activationId: 'ACT_0' };

  test.each<
    readonly [string, (at: plo.Configuration, session: plo.UsersavingsGetRequest) => Promise<unknown>]
  >([
    [
      'offerdetailsGet 404 OfferId NOT_FOUND',
      (at, session) => plo.offerdetailsGet(at, { ...session, ...unknown }),
    ],
    [
      'statementcreditactivationdetailGet 404 ActivationId NOT_FOUND',
      (at, session) => plo.statementcreditactivationdetailGet(at, { ...session, ...unknown }),
    ],
    [
      'matchedoffersGet 400 PageNumber INVALID_PARAMETER',
      (at, session) => plo.matchedoffersGet(at, { ...session, pageNumber: 0 }),
    ],
    [
      'usersavingsGet 403 FId NOT_PERMITTED',
      (at, { userToken }) => plo.usersavingsGet(at, { fId: '1', userToken }),
    ],
    [
      'usersavingsGet 401 UserToken INVALID_TOKEN',
      (at, { fId }) => plo.usersavingsGet(at, { fId, userToken: 'no-such-token' }),
    ],
    [
      'usersavingsGet 401 Gateway INVALID_SIGNATURE',
      (_, session) => {
        const basePath = sandbox.server.basePath('plo');
        const unsigned = new plo.Configuration({ basePath, allowInsecureLoopback: true });
        return plo.usersavingsGet(unsigned, { fId: session.fId, userToken: session.userToken });
      },
    ],
  ])('%s', async (words, call) => {
    const { configuration, session } = institution(sandbox);
    const error = await errorOf(call(configuration, await session()));
    if (!plo.isApiError(error)) throw error;
    const { operationId, status } = error;
    const body = error.body as plo.ErrorResponse | undefined;
    const [first] = [body?.Errors?.Error].flat();
    expect(`${operationId} ${status} ${first?.Source} ${first?.ReasonCode}`).toBe(words);
  });
});

describe('commerce-connect', () => {
  const unpaid = { merchantTxnId: 'ORDER-1', amount: '1.00' };

  test.each<Refusal>([
    [
      'getTxnInquiryDetail 200 FPDR9421',
      async () => {
        const { configuration, auth } = merchant(sandbox);
        const request = await auth.inquiryRequest({ merchantTxnId: 'no-such-order' });
        return payments.getTxnInquiryDetail(configuration, request);
      },
    ],
    [
      'refundTxnDetail 200 FPDR9423',
      async () => {
        const { configuration, auth } = merchant(sandbox);
        await payments.getToken(configuration, await auth.tokenRequest(payment('ORDER-1')));
        return payments.refundTxnDetail(configuration, await auth.inquiryRequest(unpaid));
      },
    ],
    [
      'decryptMerchantResponse 400 FPDR9410',
      () => payments.decryptMerchantResponse(merchant(sandbox).configuration, { body: { encData: 'QUJD' } }),
    ],
    [
      'getToken 200 FPDR4002',
      async () => {
        const { auth } = merchant(sandbox);
        // Without the hooks of the helper, which have an error of their own for it.
        const basePath = sandbox.server.basePath('commerce-connect');
        const plain = new payments.Configuration({ basePath, allowInsecureLoopback: true });
        const { hmac: _, ...request } = await auth.tokenRequest(payment('ORDER-2'));
        return payments.getToken(plain, { ...request, keyValue, ivValue });
      },
    ],
  ])('%s: an error, be it inside a success or not', async (words, call) => {
    const error = await errorOf(call());
    if (!payments.isApiError(error)) throw error;
    const { operationId, status, body } = error;
    const { response = body } = Object(body);
    expect(`${operationId} ${status} ${Object(response).errorCode}`).toBe(words);
  });
});
