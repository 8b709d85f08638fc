// Personalized Offers: signed calls for a cardholder
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { ploAuth } from '@acme/auth-helpers/plo';
import { manualClock } from '@acme/auth-helpers/testing';
import { Configuration, matchedoffersGet, withRetry } from '@acme/plo-client';
import { sandboxProviders, startSandbox } from '@acme/provider-sandbox';
import { PLO_TEST_INSTITUTION } from '@acme/provider-sandbox/plo';
import oauth1 from 'mastercard-oauth1-signer';

const consumerKey = 'quickstart-consumer-key';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const clock = manualClock(Date.now());
const { providers, plo } = sandboxProviders({
  clock,
  plo: { signature: { publicKey: keys.publicKey, consumerKey } },
});
const server = await startSandbox({ providers, clock, port: 0 });

const auth = ploAuth({
  ...PLO_TEST_INSTITUTION,
  basePath: server.basePath('plo'),
  allowInsecureLoopback: true,
  clock,
  sign: (url, method, body) => oauth1.getAuthorizationHeader(url, method, body, consumerKey, keys.privateKey),
});
const { fetchApi } = auth.configuration;
const configuration = new Configuration({ ...auth.configuration, fetchApi: withRetry(fetchApi) });

// 1. Offers of a cardholder: one session, and every request signed
await matchedoffersGet(configuration, await auth.sessionRequest('cardholder-1'));
const { Response: offers } = await matchedoffersGet(configuration, await auth.sessionRequest('cardholder-1'));
assert.equal(plo.state().logins, 1);
assert.equal(plo.state().isSignatureChecked, true);
console.log(
  `${offers?.TotalCount} offers. The vendor checks each signature, and saw one login for two calls.`,
);

// 2. The vendor drops the session
clock.advance(60_000);
plo.actions['drop-tokens']();
const dropped = await auth.sessionRequest('cardholder-1');
await assert.rejects(matchedoffersGet(configuration, dropped), { name: 'ResponseError', status: 401 });
console.log(
  'The call threw ResponseError 401. It is not repeated: no code of this vendor says why it refused.',
);

// 3. The next call gets a new session
await matchedoffersGet(configuration, await auth.sessionRequest('cardholder-1'));
assert.equal(plo.state().logins, 2);
console.log('Offers again, after one login.');

await server.close();
