import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { createAuthInfo } from '@acme/auth-helpers/plo';
import { manualClock } from '@acme/auth-helpers/testing';
import type { Provider, SandboxAnswer } from '../src/core/provider.js';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '../src/providers/commerce-connect/options.js';
import { FINICITY_TEST_CREDENTIALS } from '../src/providers/finicity/options.js';
import { MAILINABOX_TEST_ACCOUNTS } from '../src/providers/mailinabox/options.js';
import { PLO_TEST_INSTITUTION } from '../src/providers/plo/options.js';
import { sandboxProviders } from '../src/sandbox-providers.js';
import { type ClientName, clientNames } from './clients/by-provider.js';
import { exampleRequest } from './example-request.js';
import { providerSpec } from './specs.js';

const START_MS = Date.UTC(2026, 10, 22, 10, 15, 54);

/** One request by hand. @returns what was answered. */
type Ask = (
  line: string,
  headers?: Readonly<Record<string, string>>,
  body?: string,
) => Promise<SandboxAnswer>;

/** What somebody does at a provider. */
const visits: Readonly<Record<ClientName, (ask: Ask) => Promise<void>>> = {
  async finicity(ask) {
    const { appKey, ...credentials } = FINICITY_TEST_CREDENTIALS;
    const login = { 'finicity-app-key': appKey, 'content-type': 'application/json' };
    const path = '/aggregation/v2/partners/authentication';
    const { token } = JSON.parse((await ask(`POST ${path}`, login, JSON.stringify(credentials))).body);
    const session = { ...login, 'finicity-app-token': token };
    const username = JSON.stringify({ username: 'okafor-7' });
    const { id } = JSON.parse((await ask('POST /aggregation/v2/customers/active', session, username)).body);
    await ask(`GET /aggregation/v1/customers/${id}/accounts`, session);
    await ask(`GET /aggregation/v3/customers/${id}/transactions?fromDate=0&toDate=2000000000`, session);
    await everyExample('finicity', ask, session);
  },

  async mailinabox(ask) {
    const { email, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
    const authorization = `Basic ${btoa(`${email}:${password}`)}`;
    await ask('POST /login', { authorization });
    await ask('POST /mfa/status', { authorization });
    await everyExample('mailinabox', ask, { authorization });
  },

  async plo(ask) {
    const now = (): number => START_MS;
    const AuthInfo = await createAuthInfo({ ...PLO_TEST_INSTITUTION, userId: 'cardholder-1', now });
    const { fiId: FId } = PLO_TEST_INSTITUTION;
    const login = await ask(`GET /usertoken?${new URLSearchParams({ FId, AuthInfo })}`);
    const session = { FId, UserToken: JSON.parse(login.body).Response.UserToken.Token };
    const asking = (more: Record<string, string> = {}): string =>
      `${new URLSearchParams({ ...session, ...more })}`;
    const listed = JSON.parse((await ask(`GET /matchedoffers?${asking()}`)).body).Response;
    const { OfferId } = listed.Items.MatchedOffer[0];
    for (const path of ['redeemedoffers', 'usersavings']) await ask(`GET /${path}?${asking()}`);
    await ask(`GET /offerdetails?${asking({ OfferId })}`);
    await ask(`POST /activatestatementcreditoffer?${asking({ OfferId })}`);
    await ask(`POST /userfeedback?${asking({ OfferId, Feedback: '0' })}`);
    await ask(`GET /matchedoffers?${asking()}`);
  },

  async 'commerce-connect'(ask) {
    const auth = commerceConnectAuth({ ...COMMERCE_CONNECT_TEST_MERCHANT });
    const { merchantId, key, iv } = COMMERCE_CONNECT_TEST_MERCHANT;
    const transactionDetails = {
      ...{
        amount: '100.00',
        currencyCode: 'INR',
        clientTransactionId: 'ORDER-1001',
        transactionType: 'SALE',
      },
    };
    const payment = { resultURL: 'https://shop.example.com/paid', transactionDetails, customerDetails: {} };
    const { hmac = '', body } = await auth.tokenRequest(payment);
    const json = { 'content-type': 'application/json', merchantid: merchantId };
    const signed = { ...json, keyvalue: key, ivvalue: iv, hmac };
    const answer = await ask('POST /getToken', signed, JSON.stringify(body));
    const { sessionTokenId } = JSON.parse(answer.body).response;
    const paid = await ask(`GET /Pay/?sessionToken=${sessionTokenId}`);
    expect(paid.status).toBe(302);
    const inquiry = await auth.inquiryRequest({ merchantTxnId: 'ORDER-1001' });
    await ask('POST /getTxnInquiryDetail', json, JSON.stringify(inquiry.body));
    await everyExample('commerce-connect', ask, {});
  },
};

async function everyExample(name: ClientName, ask: Ask, session: Record<string, string>): Promise<void> {
  for (const operation of providerSpec(name).operations) {
    const { method, path, query, headers, body } = exampleRequest(name, operation, session);
    await ask(`${method} ${path}?${query}`, Object.fromEntries(headers.entries()), body);
  }
}

/** All that a provider of a seed answers in a visit. */
async function answersOf(name: ClientName, seed: number): Promise<SandboxAnswer[]> {
  const clock = manualClock(START_MS);
  const { providers } = sandboxProviders({ clock, seed });
  const provider = providers.find((one): one is Provider => one.name === name)!;
  const answers: SandboxAnswer[] = [];
  await visits[name](async (line, headers = {}, body = '') => {
    const [method = '', target = ''] = line.split(' ');
    const { pathname, searchParams: query } = new URL(target, 'https://vendor.example');
    const sent = { method, path: pathname, query, headers: new Headers(headers), body };
    const answer = await provider.respond(sent);
    clock.advance(1_000);
    answers.push(answer);
    return answer;
  });
  return answers;
}

describe.each(clientNames)('a visit at %s', (name) => {
  test('is answered byte for byte the same by two sandboxes of one seed', async () => {
    const [one, same] = [await answersOf(name, 7), await answersOf(name, 7)];
    expect(one.length).toBeGreaterThan(5);
    expect(same).toEqual(one);
  });

  test('is answered otherwise by a sandbox of another seed', async () => {
    expect(await answersOf(name, 8)).not.toEqual(await answersOf(name, 7));
  });
});
