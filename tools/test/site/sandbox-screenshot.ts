// Makes the picture of the sandbox's page from a fresh build: `npm run build && npx tsx tools/test/site/sandbox-screenshot.ts`.
import { join } from 'node:path';
import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { finicityAuth } from '@acme/auth-helpers/finicity';
import { mailinaboxAuth } from '@acme/auth-helpers/mailinabox';
import { ploAuth } from '@acme/auth-helpers/plo';
import { manualClock } from '@acme/auth-helpers/testing';
import * as commerceConnect from '@acme/commerce-connect-client';
import * as finicity from '@acme/finicity-client';
import * as mailinabox from '@acme/mailinabox-client';
import * as plo from '@acme/plo-client';
import { sandboxProviders, startSandbox } from '@acme/provider-sandbox';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '@acme/provider-sandbox/commerce-connect';
import { FINICITY_TEST_CREDENTIALS } from '@acme/provider-sandbox/finicity';
import { MAILINABOX_TEST_ACCOUNTS } from '@acme/provider-sandbox/mailinabox';
import { PLO_TEST_INSTITUTION } from '@acme/provider-sandbox/plo';
import { openChromium } from '../../src/shared/chromium.js';
import { repositoryRoot } from '../../src/shared/providers.js';
import { noBrowser } from '../browser.js';

// A time of its own and always the same port, so that the picture changes with the page only.
const clock = manualClock(Date.UTC(2026, 0, 15, 9, 30));
const server = await startSandbox({ ...sandboxProviders({ clock }), port: 8787 });
const browser = await openChromium();
try {
  if (browser === undefined) throw new Error(noBrowser);
  await callEach();
  const tab = await browser.newPage({ viewport: { width: 1280, height: 1130 } });
  await tab.goto(server.url);
  await tab.getByRole('button', { name: 'getToken', exact: true }).click();
  await tab.getByText('Decrypted').waitFor();
  await tab.getByRole('article', { name: 'Finicity' }).waitFor();
  await tab.screenshot({ path: join(repositoryRoot, 'docs/images/sandbox.png') });
} finally {
  await browser?.close();
  await server.close();
}

/** Calls that show logins, a refusal, faults, and a payment that is encrypted. */
async function callEach(): Promise<void> {
  const place = { allowInsecureLoopback: true, clock };
  const { partnerId, ...credentials } = FINICITY_TEST_CREDENTIALS;
  const [bankPath, boxPath] = [server.basePath('finicity'), server.basePath('mailinabox')];
  const bank = new finicity.Configuration(
    finicityAuth({ partnerId, credentials, basePath: bankPath, ...place }).configuration,
  );
  await finicity.getCustomer(bank, { customerId: '7004419250' });
  await fetch(`${bankPath}/aggregation/v2/partners/authentication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'finicity-app-key': credentials.appKey },
    body: JSON.stringify({ partnerId, partnerSecret: 'mistyped-secret-1' }),
  });

  clock.advance(4_000);
  const offers = ploAuth({ ...PLO_TEST_INSTITUTION, basePath: server.basePath('plo'), ...place });
  const session = await offers.sessionRequest('cardholder-1');
  await plo.matchedoffersGet(new plo.Configuration(offers.configuration), session);

  clock.advance(7_000);
  const { email, password } = MAILINABOX_TEST_ACCOUNTS.administrator;
  const box = new mailinabox.Configuration(
    mailinaboxAuth({ email, password, basePath: boxPath, ...place }).configuration,
  );
  await mailinabox.getMailUsers(box, { format: 'json' });
  await fetch(`${boxPath}/mail/users`, { headers: { 'x-sandbox-fault': 'status-503;retry-after=2' } });

  clock.advance(5_000);
  const shop = commerceConnectAuth({
    ...COMMERCE_CONNECT_TEST_MERCHANT,
    ...{ basePath: server.basePath('commerce-connect'), allowInsecureLoopback: true },
  });
  const configuration = new commerceConnect.Configuration(shop.configuration);
  const transactionDetails = {
    ...{ amount: '100.00', currencyCode: 'INR' },
    ...{ clientTransactionId: 'ORDER-1001', transactionType: 'SALE' as const },
  };
  const resultURL = 'https://shop.example.com/paid';
  const order = await shop.tokenRequest({ resultURL, transactionDetails, customerDetails: {} });
  await commerceConnect.getToken(configuration, order);
}
