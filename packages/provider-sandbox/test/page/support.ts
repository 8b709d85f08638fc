import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { Configuration, getToken } from '@acme/commerce-connect-client';
import { type SandboxServer, startSandbox } from '../../src/entrances/http/start.js';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '../../src/providers/commerce-connect/index.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';
import { stillClock } from '../entrances/http/support.js';

/** The four providers on a free port, with a clock that stands still. */
export function sandbox(): Promise<SandboxServer> {
  return startSandbox({ ...sandboxProviders({ clock: stillClock() }), port: 0 });
}

/** A login that finicity refuses, with a secret in header and body. */
export async function wrongLogin(server: SandboxServer): Promise<void> {
  await fetch(`${server.basePath('finicity')}/aggregation/v2/partners/authentication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'finicity-app-key': 'hush-key' },
    body: JSON.stringify({ partnerId: '1', partnerSecret: 'hush-secret' }),
  }).then((answer) => answer.text());
}

/** A payment of Commerce Connect, in two calls: the shop opens it, and the payer opens its page. @returns its session. */
export async function paidSession(server: SandboxServer): Promise<string> {
  const basePath = server.basePath('commerce-connect');
  const shop = commerceConnectAuth({
    ...COMMERCE_CONNECT_TEST_MERCHANT,
    ...{ basePath, allowInsecureLoopback: true },
  });
  const order = await shop.tokenRequest({
    resultURL: 'https://shop.example.com/paid',
    transactionDetails: {
      ...{ amount: '100.00', currencyCode: 'INR' },
      ...{ clientTransactionId: 'ORDER-1001', transactionType: 'SALE' },
    },
    customerDetails: {},
  });
  const { response } = (await getToken(new Configuration(shop.configuration), order)) as {
    readonly response: { readonly sessionTokenId: string };
  };
  const session = response.sessionTokenId;
  await fetch(`${basePath}/Pay/?sessionToken=${session}`, { redirect: 'manual' });
  return session;
}
