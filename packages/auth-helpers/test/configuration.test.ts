import {
  getToken,
  Configuration as PaymentConfiguration,
  type PaymentRequest,
} from '@acme/commerce-connect-client';
import { getCustomer, Configuration as PartnerConfiguration } from '@acme/finicity-client';
import { Configuration as BoxConfiguration, getSystemVersion } from '@acme/mailinabox-client';
import { matchedoffersGet, Configuration as OfferConfiguration } from '@acme/plo-client';
import { describe, expect, test } from '@jest/globals';
import { commerceConnectAuth } from '../src/commerce-connect/index.js';
import { finicityAuth } from '../src/finicity/index.js';
import { mailinaboxAuth } from '../src/mailinabox/index.js';
import { ploAuth } from '../src/plo/index.js';
import { helperNames } from './helper-names.js';

type Send = (url: string, init: RequestInit) => Promise<Response>;

interface Called {
  readonly url: string;
  readonly headers: Headers;
}

/** One helper with its client: `call` is what a user writes, with settings of their own where there are any. */
interface Helper {
  readonly auth: { readonly configuration: object };
  /** The names in `configuration` when only what is required was given. */
  readonly members: readonly string[];
  /** Whether the request carries the credential itself. */
  isLoggedIn(called: Called): boolean;
  call(own?: { readonly fetchApi?: Send; readonly headers?: Record<string, string> }): Promise<unknown>;
}

const key16 = btoa('0123456789abcdef');
const key32 = btoa('0123456789abcdef0123456789abcdef');
const payment: PaymentRequest = {
  resultURL: 'https://shop.example.com/paid',
  transactionDetails: {
    ...{ amount: '1.00', currencyCode: 'INR' },
    ...{ clientTransactionId: 'ORDER-1', transactionType: 'SALE' },
  },
  customerDetails: {},
};

const vendor: Send = async (url) => {
  if (url.endsWith('/partners/authentication')) return Response.json({ token: 'the-token' });
  if (url.endsWith('/login')) return Response.json({ status: 'ok', api_key: 'the-token' });
  const Status = { Code: '600' };
  if (url.includes('/usertoken?')) {
    return Response.json({ Response: { Status, UserToken: { Token: 'the-token' } } });
  }
  if (url.endsWith('/system/version'))
    return new Response('v75\n', { headers: { 'content-type': 'text/html' } });
  return Response.json({
    response: { sessionTokenId: 'session' },
    id: '7',
    username: 'rivera',
    Response: { Status },
  });
};

const helpers: Readonly<Record<string, (fetch?: Send) => Helper>> = {
  finicityAuth(fetch = vendor) {
    const credentials = { partnerSecret: 'secret-1', appKey: 'app-key' };
    const auth = finicityAuth({ partnerId: '1', credentials, fetch });
    return {
      auth,
      members: ['apiKey', 'middleware'],
      isLoggedIn: ({ headers }) => headers.get('finicity-app-token') === 'the-token',
      call: (own) => {
        const { configuration } = auth;
        const made = own === undefined ? configuration : { ...configuration, ...own };
        return getCustomer(new PartnerConfiguration(made), { customerId: '7' });
      },
    };
  },
  mailinaboxAuth(fetch = vendor) {
    const basePath = 'https://box.example.com/admin';
    const auth = mailinaboxAuth({ basePath, email: 'a@example.com', password: 'p', fetch });
    return {
      auth,
      members: ['basePath', 'middleware', 'password', 'username'],
      isLoggedIn: ({ headers }) =>
        headers.get('authorization') === `Basic ${btoa('a@example.com:the-token')}`,
      call: (own) => {
        const { configuration } = auth;
        const made = own === undefined ? configuration : { ...configuration, ...own };
        return getSystemVersion(new BoxConfiguration(made));
      },
    };
  },
  ploAuth(fetch = vendor) {
    const auth = ploAuth({ fiId: '1', key: key16, iv: key16, fetch });
    return {
      auth,
      members: ['basePath', 'fetchApi', 'middleware'],
      isLoggedIn: ({ url }) => new URL(url).searchParams.get('UserToken') === 'the-token',
      call: async (own) => {
        const { configuration } = auth;
        const made = own === undefined ? configuration : { ...configuration, ...own };
        return matchedoffersGet(new OfferConfiguration(made), await auth.sessionRequest('cardholder-1'));
      },
    };
  },
  commerceConnectAuth() {
    const auth = commerceConnectAuth({ merchantId: '1', key: key32, iv: key16 });
    return {
      auth,
      members: ['middleware'],
      isLoggedIn: ({ headers }) => headers.get('keyvalue') === key32,
      call: async (own) => {
        const { configuration } = auth;
        const made = own === undefined ? configuration : { ...configuration, ...own };
        return getToken(new PaymentConfiguration(made), await auth.tokenRequest(payment));
      },
    };
  },
};

test('the helper of every provider is held to the rules of its configuration', async () => {
  expect(Object.keys(helpers)).toEqual(expect.arrayContaining(await helperNames()));
});

describe.each(Object.entries(helpers))('auth.configuration of %s', (_name, make) => {
  test('has all that the client needs to log in, as it is', async () => {
    const called: Called[] = [];
    const fetch: Send = async (url, init) => {
      const isLogin = /\/partners\/authentication$|\/login$|\/usertoken\?/.test(url);
      if (!isLogin) called.push({ url, headers: new Headers(init.headers) });
      return vendor(url, init);
    };
    const helper = make(fetch);
    const platforms = globalThis.fetch;
    globalThis.fetch = (input, init = {}) => fetch(`${input}`, init);
    try {
      await helper.call();
    } finally {
      globalThis.fetch = platforms;
    }
    expect(called).toHaveLength(1);
    expect(called.every(helper.isLoggedIn)).toBe(true);
  });

  test('can be spread, with settings of the caller behind it that count as well', async () => {
    const helper = make();
    const called: Called[] = [];
    const fetchApi: Send = async (url, init) => {
      called.push({ url, headers: new Headers(init.headers) });
      return vendor(url, init);
    };
    await helper.call({ fetchApi, headers: { 'x-of-the-caller': 'yes' } });
    expect(called).toHaveLength(1);
    expect(called.every(helper.isLoggedIn)).toBe(true);
    expect(called[0]?.headers.get('x-of-the-caller')).toBe('yes');
  });

  test('has only members that a Configuration takes, and none that was not given', () => {
    const { auth, members } = make();
    expect(Object.keys(auth.configuration).sort()).toEqual(members);
    expect(Object.keys(auth)).toEqual(['configuration']);
  });

  test('cannot be changed, and shows nothing when it is printed', () => {
    const { configuration } = make().auth;
    expect(Object.isFrozen(configuration)).toBe(true);
    expect([String(configuration), JSON.stringify({ configuration })]).toEqual([
      '[redacted]',
      '{"configuration":"[redacted]"}',
    ]);
  });
});

test('the compiler asks for the configuration in the place of the helper, of every provider', () => {
  const credentials = { partnerSecret: 'secret-1', appKey: 'app-key' };
  const account = { basePath: 'https://box.example.com/admin', email: 'a@example.com', password: 'p' };
  const wrong = [
    // @ts-expect-error: a helper has no member that a Configuration takes.
    new PartnerConfiguration(finicityAuth({ partnerId: '1', credentials })),
    // @ts-expect-error: as above.
    new BoxConfiguration(mailinaboxAuth(account)),
    // @ts-expect-error: as above.
    new OfferConfiguration(ploAuth({ fiId: '1', key: key16, iv: key16 })),
    // @ts-expect-error: as above.
    new PaymentConfiguration(commerceConnectAuth({ merchantId: '1', key: key32, iv: key16 })),
  ];
  expect(wrong.map(({ middleware }) => middleware)).toEqual([[], [], [], []]);
});
