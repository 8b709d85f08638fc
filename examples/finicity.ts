// Finicity: a token that lives for two hours
import assert from 'node:assert/strict';
import { finicityAuth } from '@acme/auth-helpers/finicity';
import { manualClock } from '@acme/auth-helpers/testing';
import { Configuration, getCustomer } from '@acme/finicity-client';
import { sandboxProviders, startSandbox } from '@acme/provider-sandbox';
import { FINICITY_TEST_CREDENTIALS } from '@acme/provider-sandbox/finicity';

const hourMs = 60 * 60_000;
const clock = manualClock(Date.now());
const { providers, finicity } = sandboxProviders({ clock });
const server = await startSandbox({ providers, clock, port: 0 });

const { partnerId, partnerSecret, appKey } = FINICITY_TEST_CREDENTIALS;
const place = { basePath: server.basePath('finicity'), allowInsecureLoopback: true, clock };
const events: string[] = [];
const auth = finicityAuth({
  partnerId,
  credentials: { partnerSecret, appKey },
  ...place,
  onEvent: ({ type }) => events.push(type),
});
const configuration = new Configuration(auth.configuration);
const customer = { customerId: '7004419250' };

// 1. Ten calls at once: the first one logs in for all
const customers = await Promise.all(Array.from({ length: 10 }, () => getCustomer(configuration, customer)));
assert.ok(customers.every(({ id }) => id === customer.customerId));
assert.deepEqual(events.splice(0), ['login']);
console.log('All ten have their response, and the vendor gave one token.');

// 2. Two hours pass, and the token is too old
clock.advance(2 * hourMs);
await getCustomer(configuration, customer);
assert.deepEqual(events.splice(0), ['login']);
console.log('The helper knew, logged in again before the call, and the call succeeded.');

// 3. Half an hour later the vendor ends the token early, and does not say so
clock.advance(hourMs / 2);
finicity.actions['expire-tokens']();
await getCustomer(configuration, customer);
assert.deepEqual(events.splice(0), ['token_invalidated', 'login']);
assert.equal(finicity.state().liveTokens, 1);
console.log('The call was refused (401); the helper logged in once and sent it again. You see no error.');

// 4. A wrong secret: five failures would lock the account
const credentials = { partnerSecret: 'not-the-secret-1', appKey };
const wrong = new Configuration(finicityAuth({ partnerId, credentials, ...place }).configuration);
const rejected = { name: 'AuthError', code: 'credentials_rejected' };
await assert.rejects(getCustomer(wrong, customer), rejected);
clock.advance(hourMs);
await assert.rejects(getCustomer(wrong, customer), rejected);
assert.equal(finicity.state().failures, 1);
console.log(
  'Both calls failed as credentials_rejected. The vendor counted 1 failure: the second was not sent.',
);

await server.close();
