import { inspect } from 'node:util';
import { createToken, getCustomer } from '@acme/finicity-client';
import { expect, test } from '@jest/globals';
import { type FinicityAuthOptions, verifyWebhook } from '../../src/finicity/index.js';
import { memoryTokenStore } from '../../src/index.js';
import type { Reply } from '../scripted-server.js';
import { minute } from '../token/support.js';
import { partner, partnerId } from './support.js';

const marker = 'Marker5f3a9c';
const token = `${marker}-token`;
const partnerSecret = `${marker}-secret-1`;
const newSecret = `${marker}-secret-2`;
const appKey = `${marker}-key`;
const fingerprintKey = `${marker}-fingerprint`;

function everyPrint(value: unknown): string {
  const options = { depth: Infinity, showHidden: true, getters: false } as const;
  const { stack, message } = Object(value);
  return [inspect(value, options), JSON.stringify(value), String(value), stack, message].join('\n');
}

/** Quotes all that it was sent, as gateways do. */
const quoting = (status: number, code: unknown): Reply => ({
  status,
  body: { code, message: `${token} ${partnerSecret} ${appKey} ${newSecret}`, token: `${token}\n` },
  headers: { 'x-echo': partnerSecret },
});

const refusals: Reply[] = [
  quoting(401, 10001),
  quoting(401, partnerSecret),
  quoting(500, 24302),
  quoting(503, appKey),
  quoting(200, 0),
  quoting(429, 3300001),
  { status: 302, headers: { location: `https://example.com/${partnerSecret}` } },
  { status: 401, body: partnerSecret },
  'lost',
];

const failing = (): never => {
  throw Object.assign(new Error(`${partnerSecret} ${appKey}`), {
    config: { partnerSecret },
    code: partnerSecret,
  });
};

test('no secret, token or key is in anything that a failure, an event or the helper prints', async () => {
  const printed: unknown[] = [];
  const keep = (thrown: unknown): unknown => printed.push(thrown);
  const credentials = { partnerSecret, appKey, previousPartnerSecret: newSecret };
  const settings: Partial<FinicityAuthOptions>[] = [
    { credentials },
    { credentials: failing },
    { credentials: () => ({ ...credentials, appKey: `${appKey}\n` }) },
    { credentials, fetch: failing },
  ];
  for (const options of settings) {
    for (const reply of refusals) {
      const store = memoryTokenStore();
      const one = await partner({ ...options, store, fingerprintKey });
      const { auth, server, events, configuration, call, clock } = one;
      const persist = (): unknown => (reply === 'lost' ? failing() : undefined);
      const rotate = (): Promise<unknown> => auth.modifyPartnerSecret({ newSecret, persist }).catch(keep);
      server.instead = () => reply;
      await call().catch(keep);
      await rotate();
      await createToken(configuration, { body: { partnerId, partnerSecret } }).catch((error: Error) => {
        // What the client says of an answer has the answer's body in it, by contract.
        if (error.name !== 'ResponseError') keep(error);
      });
      // With a session, and then a refusal of the call.
      clock.advance(20 * minute);
      server.instead = ({ method, path }) => {
        if (method === 'POST') return { status: 200, body: { token } };
        return path.includes('customers') || method === 'PUT' ? reply : undefined;
      };
      await auth.reset().catch(keep);
      const got = await auth.getToken().catch(keep);
      await getCustomer(configuration, { customerId: '1' }).catch((error: Error) => {
        if (error.name !== 'ResponseError') keep(error);
      });
      await rotate();
      printed.push(
        got,
        auth,
        { ...auth },
        auth.configuration,
        { ...auth.configuration },
        events,
        configuration,
        store,
        configuration.middleware,
      );
    }
  }
  const webhook = { rawBody: { a: 1 } as never, signature: 'x', secrets: [partnerSecret, ''] as const };
  await verifyWebhook(webhook).catch(keep);
  expect(printed.filter((value) => value instanceof Error).length).toBeGreaterThan(100);
  for (const value of printed) expect(everyPrint(value)).not.toContain(marker);
});
