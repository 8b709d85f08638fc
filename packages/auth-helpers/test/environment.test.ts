import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commerceConnectAuth } from '../src/commerce-connect/index.js';
import { finicityAuth } from '../src/finicity/index.js';
import { ConfigurationError } from '../src/index.js';
import { mailinaboxAuth } from '../src/mailinabox/index.js';
import { ploAuth } from '../src/plo/index.js';
import { helperNames } from './helper-names.js';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One helper, with the variables that it reads and credentials that it takes. */
interface Helper {
  readonly variables: Readonly<Record<string, string>>;
  /** The same as options. */
  readonly options: object;
  make(options?: object): unknown;
  /** Uses the helper. @returns what was sent, or made, with the credentials in it. */
  use(fetch: Fetch): Promise<unknown>;
}

const key16 = btoa('0123456789abcdef');
const key32 = btoa('0123456789abcdef0123456789abcdef');
const payment = { transactionDetails: { amount: '1.00', currencyCode: 'INR', clientTransactionId: 'T1' } };

const helpers: Readonly<Record<string, Helper>> = {
  finicityAuth: {
    variables: {
      FINICITY_PARTNER_ID: 'partner-7',
      FINICITY_PARTNER_SECRET: 'planted-secret-1',
      FINICITY_APP_KEY: 'planted-app-key',
    },
    options: {
      partnerId: 'partner-7',
      credentials: { partnerSecret: 'planted-secret-1', appKey: 'planted-app-key' },
    },
    make: (options) => finicityAuth(options),
    use: (fetch) => finicityAuth({ fetch }).getToken(),
  },
  mailinaboxAuth: {
    variables: {
      MAILINABOX_BASE_PATH: 'https://box.example.com/admin',
      MAILINABOX_EMAIL: 'a@example.com',
      MAILINABOX_PASSWORD: 'planted-password',
    },
    options: {
      basePath: 'https://box.example.com/admin',
      email: 'a@example.com',
      password: 'planted-password',
    },
    make: (options) => mailinaboxAuth(options),
    use: (fetch) => mailinaboxAuth({ fetch }).getToken(),
  },
  ploAuth: {
    variables: { PLO_FI_ID: '999999', PLO_KEY: key16, PLO_IV: key16 },
    options: { fiId: '999999', key: key16, iv: key16 },
    make: (options) => ploAuth(options),
    use: (fetch) => ploAuth({ fetch }).getToken('cardholder-1'),
  },
  commerceConnectAuth: {
    variables: {
      COMMERCE_CONNECT_MERCHANT_ID: 'merchant-7',
      COMMERCE_CONNECT_KEY: key32,
      COMMERCE_CONNECT_IV: key16,
    },
    options: { merchantId: 'merchant-7', key: key32, iv: key16 },
    make: (options) => commerceConnectAuth(options),
    use: () => commerceConnectAuth().tokenRequest(payment),
  },
};

const ofAll = Object.values(helpers).flatMap(({ variables }) => Object.keys(variables));

function setTo(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of ofAll) delete process.env[name];
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value;
}

afterEach(() => {
  setTo({});
  delete process.env.FINICITY_PREVIOUS_PARTNER_SECRET;
});

function thrownBy(run: () => unknown): ConfigurationError {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('it did not throw');
}

test('the helper of every provider reads the environment', async () => {
  expect(Object.keys(helpers)).toEqual(expect.arrayContaining(await helperNames()));
});

describe.each(Object.entries(helpers))('%s without options', (name, { variables, options, make, use }) => {
  const names = Object.keys(variables);
  const prefix = name.replace('Auth', '').replace('commerceConnect', 'commerce_connect').toUpperCase();

  test('logs in with the variables, whose names are those of the provider and of the option', async () => {
    setTo(variables);
    const sent: string[] = [];
    const fetch: Fetch = async (url, init) => {
      const secret = new Headers(init.headers).get('authorization')?.replace('Basic ', '') ?? '';
      sent.push(`${url} ${init.body} ${JSON.stringify(init.headers)} ${atob(secret)}`);
      if (url.endsWith('/login')) return Response.json({ status: 'ok', api_key: 'K' });
      const session = { Status: { Code: '600' }, UserToken: { Token: 'T' } };
      return Response.json({ token: 'T', Response: session });
    };
    const made = await use(fetch);
    const shown = `${sent.join('\n')} ${JSON.stringify(made)}`;
    // Keys of AES are not sent: the ids are, and what they have encrypted.
    const isShown = (value: string): boolean => value === key16 || value === key32 || shown.includes(value);
    expect(Object.values(variables).filter((value) => !isShown(value))).toEqual([]);
    expect(names.filter((variable) => !variable.startsWith(`${prefix}_`))).toEqual([]);
  });

  test('names exactly the variables that are missing, empty or padded, and no value', () => {
    const states = fc.constantFrom('good', 'missing', 'empty', 'blank', 'ends with a line break', 'padded');
    const value = (variable: string, state: string): string | undefined => {
      const good = `${variables[variable]}`;
      const values: Readonly<Record<string, string | undefined>> = {
        ...{ good, missing: undefined, empty: '', blank: ' ' },
        ...{ 'ends with a line break': `${good}\n`, padded: ` ${good}` },
      };
      return values[state];
    };
    fc.assert(
      fc.property(fc.tuple(...names.map(() => states)), (given) => {
        fc.pre(given.some((state) => state !== 'good'));
        setTo(Object.fromEntries(names.map((variable, at) => [variable, value(variable, `${given[at]}`)])));
        const error = thrownBy(() => make());
        const named = names.filter((variable) => new RegExp(`\\b${variable}\\b`).test(error.message));
        expect(named).toEqual(names.filter((_, at) => given[at] !== 'good'));
        const shown = inspect(error, { depth: 9, showHidden: true });
        expect(Object.values(variables).filter((secret) => shown.includes(secret))).toEqual([]);
      }),
    );
  });

  test('never completes a part of the options with variables', () => {
    setTo(variables);
    const parts = Object.keys(options);
    fc.assert(
      fc.property(fc.subarray(parts, { minLength: 1, maxLength: parts.length - 1 }), (given) => {
        const part = Object.fromEntries(Object.entries(options).filter(([part]) => given.includes(part)));
        const error = thrownBy(() => make(part));
        const missing = parts.filter((one) => !given.includes(one));
        for (const option of missing) expect(error.message).toContain(option);
      }),
    );
  });

  test.each<[string, PropertyDescriptor]>([
    ['there is no process', { value: undefined }],
    ['process has no env', { value: {} }],
    [
      'process must not be touched',
      {
        get() {
          throw new Error('planted: process is not supported here');
        },
      },
    ],
    [
      'the environment must not be read',
      {
        value: {
          env: new Proxy(
            {},
            {
              get() {
                throw new Error('planted: requires env access');
              },
            },
          ),
        },
      },
    ],
  ])('where %s, asks for the options, and with them needs no environment', (_, descriptor) => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'process')!;
    Object.defineProperty(globalThis, 'process', { ...descriptor, configurable: true });
    try {
      const error = thrownBy(() => make());
      for (const option of [...Object.keys(options), ...names]) expect(error.message).toContain(option);
      expect(inspect(error)).not.toContain('planted');
      expect(() => make(options)).not.toThrow();
    } finally {
      Object.defineProperty(globalThis, 'process', before);
    }
  });
});

test('the secret before the present one is read where it is set, for webhooks that were signed with it', async () => {
  setTo(helpers.finicityAuth!.variables);
  const rawBody = '{"eventId":"1"}';
  const key = await crypto.subtle.importKey(
    ...(['raw', new TextEncoder().encode('secret-of-before'), { name: 'HMAC', hash: 'SHA-256' }] as const),
    ...([false, ['sign']] as const),
  );
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(rawBody));
  const signature = Buffer.from(mac).toString('hex');
  expect(await finicityAuth().verifyWebhook({ rawBody, signature })).toBe(false);
  process.env.FINICITY_PREVIOUS_PARTNER_SECRET = 'secret-of-before';
  expect(await finicityAuth().verifyWebhook({ rawBody, signature })).toBe(true);
  process.env.FINICITY_PREVIOUS_PARTNER_SECRET = '';
  expect(thrownBy(() => finicityAuth()).message).toContain('FINICITY_PREVIOUS_PARTNER_SECRET');
});
