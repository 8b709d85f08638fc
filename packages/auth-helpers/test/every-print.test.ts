import {
  Configuration as CommerceConfiguration,
  getToken as getSessionToken,
} from '@acme/commerce-connect-client';
import { Configuration as FinicityConfiguration, getCustomer } from '@acme/finicity-client';
import { getSystemVersion, Configuration as MailinaboxConfiguration } from '@acme/mailinabox-client';
import { matchedoffersGet, Configuration as PloConfiguration } from '@acme/plo-client';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ways } from '../../fetch-runtime/test/every-print.js';
import { commerceConnectAuth, decryptResult, MerchantKey } from '../src/commerce-connect/index.js';
import { finicityAuth, verifyWebhook } from '../src/finicity/index.js';
import { createAuthMiddleware, createTokenProvider, headerCarrier, memoryTokenStore } from '../src/index.js';
import { mailinaboxAuth } from '../src/mailinabox/index.js';
import { createAuthInfo, ploAuth } from '../src/plo/index.js';
import { helperNames } from './helper-names.js';

/** Each a secret of its own, of the length and the characters that its provider has. */
const text = {
  partnerSecret: 'pLanted1Secret-partner',
  newSecret: 'pLanted2Secret-partner',
  previousSecret: 'pLanted3Secret-partner',
  appKey: 'pLanted4AppKey',
  finicityToken: 'pLanted5FinicityToken',
  password: 'pLanted6:password',
  totp: '91827364',
  apiKey: 'b7'.repeat(32),
  ploToken: 'pLanted7+token/of=',
  oauthHeader: 'OAuth pLanted8Signature',
  fingerprintKey: 'pLanted9Fingerprint',
  merchantKey: Buffer.from('pLanted10key-of-32-bytes-exactly').toString('base64'),
  merchantIv: Buffer.from('pLanted11iv-16-b').toString('base64'),
  ploKey: Buffer.from('pLanted12key-16b').toString('base64'),
  ploIv: Buffer.from('pLanted13iv-16-b').toString('base64'),
  cardholder: 'pLanted14-cardholder',
  anyToken: 'pLanted15AnyToken',
} as const;

const raw = [text.merchantKey, text.merchantIv, text.ploKey, text.ploIv].map((one) =>
  Buffer.from(one, 'base64'),
);
const email = 'admin@example.com';
const disguises: readonly (readonly [string, string])[] = [
  ...Object.entries(text),
  ...Object.entries(text).map(([name, secret]) => [`${name} in a URL`, encodeURIComponent(secret)] as const),
  ['the bytes of a key', 'pLanted1'],
  ...raw.flatMap((bytes) =>
    (
      [bytes.toString('hex'), bytes.toString('hex').replaceAll(/..(?!$)/g, '$& '), bytes.join(', ')] as const
    ).map((shown) => ['a key as bytes', shown] as const),
  ),
  ...[text.password, text.apiKey].map((secret) => ['HTTP Basic', btoa(`${email}:${secret}`)] as const),
];
/** Made on the way: every AuthInfo. */
const made: string[] = [];

function leaks(shown: string): string[] {
  const found = disguises.filter(([, secret]) => shown.includes(secret)).map(([name]) => name);
  return [...found, ...(made.some((one) => shown.includes(one)) ? ['AuthInfo'] : [])];
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Quotes all that it was sent, in every place that a program may pass on. */
const quoting: Fetch = async (url, init) => {
  const all = `${url} ${JSON.stringify(init.headers)} ${init.body} ${Object.values(text).join(' ')}`;
  const body = {
    code: all,
    status: all,
    message: all,
    reason: all,
    Errors: { Error: [{ ReasonCode: all }] },
  };
  return Response.json(body, {
    status: 400,
    statusText: 'Bad',
    headers: { 'x-echo': encodeURIComponent(all) },
  });
};
const failing: Fetch = async (url, init) => {
  const all = `${url} ${JSON.stringify(init.headers)} ${init.body} ${Object.values(text).join(' ')}`;
  const inner = Object.assign(new Error(all), { code: text.appKey, request: { ...init, url } });
  inner.name = text.finicityToken;
  throw Object.assign(new TypeError(all, { cause: inner }), {
    code: text.partnerSecret,
    config: text,
    errors: [inner],
  });
};
const rejecting = async (): Promise<never> => {
  throw Object.assign(new Error(text.password), { ...text, name: text.appKey, code: text.finicityToken });
};

/** As the providers answer. */
const working: Fetch = async (url, init) => {
  if (url.endsWith('/partners/authentication')) {
    return init.method === 'PUT'
      ? new Response(null, { status: 204 })
      : Response.json({ token: text.finicityToken });
  }
  if (url.endsWith('/admin/login')) {
    return Response.json({ status: 'ok', email, privileges: ['admin'], api_key: text.apiKey });
  }
  if (url.includes('/usertoken?')) {
    made.push(`${new URL(url).searchParams.get('AuthInfo')}`);
    return Response.json({ Response: { Status: { Code: '600' }, UserToken: { Token: text.ploToken } } });
  }
  return Response.json({});
};

function helpers(fetch: Fetch, events: unknown[] = []) {
  const common = { fetch, store: memoryTokenStore(), fingerprintKey: text.fingerprintKey };
  const onEvent = (event: unknown): unknown => events.push(event);
  const { partnerSecret, appKey, previousSecret: previousPartnerSecret, totp, password } = text;
  return {
    finicity: finicityAuth({
      ...{
        ...common,
        onEvent,
        partnerId: '1',
        credentials: { partnerSecret, appKey, previousPartnerSecret },
      },
    }),
    mailinabox: mailinaboxAuth({
      ...{ ...common, onEvent, basePath: 'https://box.example.com/admin', email, password, totp: () => totp },
    }),
    plo: ploAuth({
      ...{ ...common, onEvent, fiId: '1', key: text.ploKey, iv: text.ploIv, sign: () => text.oauthHeader },
    }),
    commerceConnect: commerceConnectAuth({ merchantId: '1', key: text.merchantKey, iv: text.merchantIv }),
    store: common.store,
  };
}

const payment = { transactionDetails: { amount: '1.00', currencyCode: 'INR', clientTransactionId: 'T1' } };

/** Everything public that the helpers give, by name, after it was used. */
async function things(): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  const events: unknown[] = [];
  const ofGood = helpers(working, events);
  const { finicity, mailinabox, plo, commerceConnect, store } = ofGood;
  found.set('the token of Finicity', await finicity.getToken());
  await finicity.modifyPartnerSecret({ newSecret: text.newSecret, persist: () => undefined });
  await mailinabox.getToken();
  found.set('the session of PLO', await plo.sessionRequest(text.cardholder));
  found.set('the request of a payment', await commerceConnect.tokenRequest(payment));
  const tokens = createTokenProvider({
    ...{ provider: 'acme', lifeMs: 60_000, mint: async () => ({ token: text.anyToken }) },
  });
  found.set('a token of the token provider', await tokens.getToken());
  const carrier = headerCarrier('Authorization', 'Bearer ');
  const about = {
    tokens,
    carrier,
    provider: 'acme',
    basePath: 'https://api.example.com',
    isExpired: () => true,
  };
  found.set('the middleware of the token provider', createAuthMiddleware(about));
  found.set('the token provider', tokens);
  for (const [name, helper] of Object.entries(ofGood)) {
    found.set(name, helper);
    found.set(`${name}, spread`, { ...helper });
    const given = Object(helper).configuration;
    if (given === undefined) continue;
    found.set(`what ${name} gives a client`, given);
    found.set(`what ${name} gives a client, spread`, { ...given });
  }
  const configurations = {
    finicity: new FinicityConfiguration(finicity.configuration),
    mailinabox: new MailinaboxConfiguration(mailinabox.configuration),
    plo: new PloConfiguration(plo.configuration),
    commerceConnect: new CommerceConfiguration(commerceConnect.configuration),
  };
  for (const [name, configuration] of Object.entries(configurations))
    found.set(`configuration of ${name}`, configuration);
  found.set('MerchantKey', new MerchantKey({ key: text.merchantKey, iv: text.merchantIv }));
  found.set('the store', store);
  found.set('the events', events);
  await mailinabox.logout();
  await plo.forget();
  for (const [name, run] of Object.entries(failures())) found.set(`the error of ${name}`, await errorOf(run));
  return found;
}

async function errorOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

/** What fails, each in a way that has a secret at hand. */
function failures(): Readonly<Record<string, () => unknown>> {
  const key = new MerchantKey({ key: text.merchantKey, iv: text.merchantIv });
  const all: Record<string, () => unknown> = {
    'a result that cannot be decrypted': () => decryptResult(text.merchantKey, key),
    'a key that is none': () => new MerchantKey({ key: `${text.merchantKey}=`, iv: text.merchantIv }),
    'an AuthInfo with a colon': () =>
      createAuthInfo({ userId: `${text.cardholder}:`, fiId: '1', key: text.ploKey, iv: text.ploIv }),
    'a webhook that was parsed': () =>
      verifyWebhook({ rawBody: { ...text } as never, signature: '', secrets: [text.partnerSecret] }),
    'credentials that cannot be read': () =>
      finicityAuth({ partnerId: '1', credentials: rejecting }).getToken(),
    'credentials that are none': () =>
      finicityAuth({
        partnerId: '1',
        credentials: { partnerSecret: text.partnerSecret, appKey: `${text.appKey}\n` },
      }),
    'a password that cannot be read': () =>
      mailinaboxAuth({ basePath: 'https://box.example.com/admin', email, password: rejecting }).getToken(),
    'a code that is none': () =>
      mailinaboxAuth({
        ...{
          basePath: 'https://box.example.com/admin',
          email,
          password: text.password,
          totp: () => text.partnerSecret,
        },
      }).getToken(),
    'a signature that cannot be made': () =>
      ploAuth({ fiId: '1', key: text.ploKey, iv: text.ploIv, sign: rejecting }).getToken(text.cardholder),
    'a mint that fails': () =>
      createTokenProvider({ provider: 'acme', lifeMs: 1_000, mint: rejecting }).getToken(),
    'a change of the secret whose persist fails': () =>
      helpers(working).finicity.modifyPartnerSecret({ newSecret: text.newSecret, persist: rejecting }),
    'a secret against the policy': () =>
      helpers(working).finicity.modifyPartnerSecret({ newSecret: `${text.newSecret}€`, persist: rejecting }),
  };
  for (const [how, fetch] of Object.entries({ quoted: quoting, failed: failing })) {
    const { finicity, mailinabox, plo } = helpers(fetch);
    const good = helpers(working);
    const fetchApi = fetch;
    Object.assign(all, {
      [`a login at Finicity that is ${how}`]: () => finicity.getToken(),
      [`a login at Mail-in-a-Box that is ${how}`]: () => mailinabox.getToken(),
      [`a login at PLO that is ${how}`]: () => plo.sessionRequest(text.cardholder),
      [`a call of Finicity that is ${how}`]: () =>
        getCustomer(new FinicityConfiguration({ ...good.finicity.configuration, fetchApi }), {
          customerId: '1',
        }),
      [`a call of Mail-in-a-Box that is ${how}`]: () =>
        getSystemVersion(new MailinaboxConfiguration({ ...good.mailinabox.configuration, fetchApi })),
      [`a call of PLO that is ${how}`]: async () =>
        matchedoffersGet(
          new PloConfiguration({ ...good.plo.configuration, fetchApi }),
          await good.plo.sessionRequest(text.cardholder),
        ),
      [`a call of Commerce Connect that is ${how}`]: async () =>
        getSessionToken(
          new CommerceConfiguration({
            ...good.commerceConnect.configuration,
            fetchApi,
            basePath: 'https://test.fdconnect.com',
          }),
          await good.commerceConnect.tokenRequest(payment),
        ),
    });
  }
  return all;
}

test('the helper of every provider is printed', async () => {
  const printed = Object.keys(helpers(working)).map((name) => `${name}Auth`);
  expect(printed).toEqual(expect.arrayContaining(await helperNames()));
});

describe('no token, secret, key, password, code or AuthInfo is shown', () => {
  let found: Map<string, unknown>;
  beforeAll(async () => {
    found = await things();
  });

  test('of anything that the helpers give: there are all of them', () => {
    expect(found.size).toBeGreaterThan(40);
    expect(made.length).toBeGreaterThan(0);
  });

  test.each(Object.keys(ways))('by %s', (way) => {
    const shown: string[] = [];
    for (const [name, thing] of found) {
      for (const leak of leaks(ways[way]!(thing))) shown.push(`${name} shows ${leak}`);
    }
    expect(shown).toEqual([]);
  });
});

test.each(Object.keys(ways).filter((way) => !/stack|hooks/.test(way)))(
  'a secret that is there is found by %s',
  (way) => {
    const print = ways[way]!;
    const leaky = { name: { inner: text.partnerSecret }, [text.appKey]: text.partnerSecret };
    expect(way === 'String' ? ['skipped'] : leaks(print(leaky))).not.toEqual([]);
  },
);

test('a getter and a member that is not listed are found by what looks for them', () => {
  class Leaky {
    #secret = text.partnerSecret;
    get secret(): string {
      return this.#secret;
    }
  }
  expect(leaks(ways['util.inspect of all']!(new Leaky()))).toContain('partnerSecret');
  const hidden = Object.defineProperty({}, 'secret', { value: text.partnerSecret });
  expect(leaks(ways["console.log('%o')"]!(hidden))).toContain('partnerSecret');
  expect(
    leaks(
      ways['assert.deepStrictEqual']!({
        get secret() {
          return text.partnerSecret;
        },
      }),
    ),
  ).toContain('partnerSecret');
});
