import { commerceConnectAuth, decryptResult, MerchantKey } from '../../src/commerce-connect/index.js';
import { finicityAuth } from '../../src/finicity/index.js';
import { mailinaboxAuth } from '../../src/mailinabox/index.js';
import { createAuthInfo, ploAuth } from '../../src/plo/index.js';
import { type BehaviourCase, cases } from './case.js';
import { equal, must, rejection } from './check.js';
import type { Fetch } from './client.js';
import { inspectors, printed } from './printed.js';
import { tokenBench } from './token-bench.js';

const MARKER = 'planted-5ecret-of-32-characters.';
const key = btoa(MARKER);
const iv = btoa(MARKER.slice(0, 16));
const planted = [MARKER, MARKER.slice(0, 16), key, iv];

/** Answers that quote the request, and none at all. */
const quote: Fetch = async (url, { body }) =>
  Response.json({ code: MARKER, status: MARKER, message: `${url} ${body}` }, { status: 400 });
const fail: Fetch = async (url) => {
  throw Object.assign(new Error(`${url} ${MARKER}`), { code: 'ECONNRESET', cause: new Error(MARKER) });
};

function helpers(fetch: Fetch) {
  const basePath = 'https://box.example.com/admin';
  return {
    commerceConnect: commerceConnectAuth({ merchantId: '1', key, iv }),
    finicity: finicityAuth({ partnerId: '1', credentials: { partnerSecret: MARKER, appKey: MARKER }, fetch }),
    mailinabox: mailinaboxAuth({ basePath, email: 'a@example.com', password: MARKER, fetch }),
    plo: ploAuth({ fiId: '1', key: iv, iv, fetch }),
  };
}

function mustNotShow(thing: unknown): void {
  const shown = printed(thing);
  for (const secret of planted) must(!shown.includes(secret), 'a secret is shown');
}

export const secretCases: readonly BehaviourCase[] = cases('secrets', {
  'what holds one is [redacted] as text and as JSON, alone and inside something': async () => {
    for (const thing of [...Object.values(helpers(quote)), new MerchantKey({ key, iv })]) {
      equal(
        [`${thing}`, String([thing]), JSON.stringify({ thing })],
        [...['[redacted]', '[redacted]'], '{"thing":"[redacted]"}'],
      );
    }
  },

  'and in the console, where it can be asked what it prints': async () => {
    for (const inspect of inspectors) {
      for (const thing of [...Object.values(helpers(quote)), new MerchantKey({ key, iv })]) {
        equal(inspect(thing).replaceAll(/["']/g, ''), '[redacted]');
      }
    }
  },

  'what a client is given holds none, as it is or spread': async () => {
    for (const { configuration } of Object.values(helpers(quote)))
      for (const thing of [configuration, { ...configuration }]) mustNotShow(thing);
  },

  'no error of a login shows one, whatever was answered, nor do its causes': async () => {
    for (const fetch of [quote, fail]) {
      const { finicity, mailinabox, plo } = helpers(fetch);
      const asked = [finicity.getToken(), mailinabox.getToken(), plo.getToken(MARKER)];
      for (const error of await Promise.all(asked.map(rejection))) mustNotShow(error);
    }
  },

  'no error of encryption shows one': async () => {
    const merchantKey = new MerchantKey({ key, iv });
    const failing = [
      () => decryptResult(MARKER, merchantKey),
      async () => decryptResult(await merchantKey.encrypt(MARKER), merchantKey),
      () => createAuthInfo({ userId: `${MARKER}:`, fiId: '1', key: iv, iv }),
      () => createAuthInfo({ userId: '1', fiId: '1', key, iv }),
      async () => new MerchantKey({ key: iv, iv }),
    ];
    for (const fails of failing) mustNotShow(await rejection(fails()));
  },

  'a token shows its times when it is printed, and not itself': async () => {
    const token = await tokenBench({ mint: async () => ({ token: MARKER }) }).tokens.getToken();
    equal(token.token, MARKER);
    mustNotShow(token);
    must(JSON.stringify(token).includes('expiresAtMs'), 'the times are not shown');
  },

  'the check finds one in whatever form it is printed': async () => {
    const leaks = [new Error(MARKER), { a: { key } }, new Error('x', { cause: new Error(iv) }), MARKER];
    for (const leak of leaks) {
      const shown = printed(leak);
      must(
        planted.some((secret) => shown.includes(secret)),
        'a leak was not found',
      );
    }
  },
});
