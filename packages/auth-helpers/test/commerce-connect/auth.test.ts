import { createHmac } from 'node:crypto';
import {
  Configuration,
  getToken,
  getTxnInquiryDetail,
  type PaymentRequest,
} from '@acme/commerce-connect-client';
import {
  AuthError,
  type CommerceConnectAuthOptions,
  ConfigurationError,
  commerceConnectAuth,
} from '../../src/commerce-connect/index.js';
import { TOKEN_PLACEHOLDER } from '../../src/index.js';
import { rejection } from '../support.js';

const key = Buffer.alloc(32, 1).toString('base64');
const iv = Buffer.alloc(16, 2).toString('base64');
const payment: PaymentRequest = {
  resultURL: 'https://shop.example.com/paid',
  transactionDetails: {
    amount: '100.00',
    currencyCode: 'INR',
    clientTransactionId: 'ORDER-1',
    transactionType: 'SALE',
  },
  customerDetails: {},
};
const success = { response: { sessionTokenId: 'session' } };

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A merchant, and a configuration with its hooks, at another base path if you name `at`, that gets `answer`. */
function merchant({ answer = () => Response.json(success), at, ...options }: Setup = {}) {
  const sent: Sent[] = [];
  const auth = commerceConnectAuth({ merchantId: '0042', key, iv, ...options });
  const fetchApi = async (url: string, init: RequestInit): Promise<Response> => {
    sent.push({ url, init });
    return answer();
  };
  const elsewhere = at === undefined ? {} : { basePath: at };
  return { auth, sent, configuration: new Configuration({ ...auth.configuration, fetchApi, ...elsewhere }) };
}

interface Setup extends Partial<CommerceConnectAuthOptions> {
  readonly answer?: () => Response;
  readonly at?: string;
}

describe('getToken of the generated client', () => {
  test('sends the encrypted payment, the documented headers, and the HMAC of the very texts in it', async () => {
    const { auth, configuration, sent } = merchant();
    expect(await getToken(configuration, await auth.tokenRequest(payment))).toEqual(success);
    const [{ url, init }] = sent as [Sent];
    expect(url).toBe('https://test.fdconnect.com/FirstPayL2Services/getToken');
    expect(init.headers).toMatchObject({
      keyvalue: key,
      ivvalue: iv,
      merchantid: '0042',
      hmac: createHmac('sha512', key).update(`0042ORDER-1100.00INR${key}`).digest('hex'),
    });
    expect(await auth.decryptResult(JSON.parse(init.body as string).encryptData)).toEqual(payment);
  });

  test('is encrypted and signed by the hook, where the payment is still its JSON', async () => {
    const { auth, configuration, sent } = merchant();
    const plain = { encryptData: JSON.stringify(payment) };
    const placeholders = { keyValue: TOKEN_PLACEHOLDER, ivValue: TOKEN_PLACEHOLDER, hmac: TOKEN_PLACEHOLDER };
    await getToken(configuration, { ...placeholders, merchantId: TOKEN_PLACEHOLDER, body: plain });
    await getToken(configuration, await auth.tokenRequest(payment));
    const [byHook, before] = sent as [Sent, Sent];
    expect([byHook.init.headers, byHook.init.body]).toEqual([before.init.headers, before.init.body]);
    expect(byHook.init.body).not.toContain('ORDER-1');
  });

  test('signs what is sent, also where an object says one thing and its JSON another', async () => {
    const { auth } = merchant();
    const { transactionDetails: details } = payment;
    const twoFaced = { transactionDetails: { ...details, toJSON: () => ({ ...details, amount: '7' }) } };
    expect(await auth.tokenRequest(twoFaced)).toMatchObject({
      hmac: createHmac('sha512', key).update(`0042ORDER-17INR${key}`).digest('hex'),
    });
  });

  test('sends neither key nor IV with keyTransport omit, nor what stands for them', async () => {
    const { auth, configuration, sent } = merchant({ keyTransport: 'omit' });
    await getToken(configuration, await auth.tokenRequest(payment));
    const headers = sent[0]?.init.headers;
    expect(Object.keys(headers ?? {})).toEqual(expect.arrayContaining(['merchantid', 'hmac']));
    expect(headers).not.toHaveProperty('keyvalue');
    expect(headers).not.toHaveProperty('ivvalue');
  });

  test.each([
    'https://fdconnect.example.com/FirstPayL2Services',
    'http://test.fdconnect.com/FirstPayL2Services',
    'https://test.fdconnect.com:8443/FirstPayL2Services',
    'https://test.fdconnect.com.example.com',
  ])('sends nothing to %s', async (at) => {
    for (const keyTransport of ['headers', 'omit'] as const) {
      const { auth, configuration, sent } = merchant({ at, keyTransport });
      const error = await rejection(getToken(configuration, await auth.tokenRequest(payment)));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(sent).toEqual([]);
    }
  });

  test('goes to the basePath that you name, which the client gets as well, and then to no other origin', async () => {
    const basePath = 'https://gateway.example.com/fiserv';
    const own = merchant({ basePath });
    await getToken(own.configuration, await own.auth.tokenRequest(payment));
    expect(own.sent[0]?.url).toMatch(/^https:\/\/gateway\.example\.com\/fiserv\//);
    expect(own.sent[0]?.init.headers).toMatchObject({ keyvalue: key });
    const other = merchant({ basePath, at: 'https://test.fdconnect.com/FirstPayL2Services' });
    await rejection(getToken(other.configuration, await other.auth.tokenRequest(payment)));
    expect(other.sent).toEqual([]);
  });

  test('follows no redirect with the key, even where it is asked to', async () => {
    const { auth, configuration, sent } = merchant();
    await getToken(configuration, await auth.tokenRequest(payment), { redirect: 'follow' });
    expect(sent[0]?.init.redirect).toBe('manual');
  });

  test('has no secret in its request before the hook has seen it', async () => {
    const request = JSON.stringify(await merchant().auth.tokenRequest(payment));
    expect(request).not.toContain(key);
    expect(request).not.toContain(iv);
  });

  test('is not touched where the caller gives key and IV', async () => {
    const { auth, configuration, sent } = merchant();
    const request = { ...(await auth.tokenRequest(payment)), keyValue: 'mine', ivValue: 'too' };
    await getToken(configuration, request);
    expect(sent[0]?.init.headers).toMatchObject({ keyvalue: 'mine', ivvalue: 'too' });
  });

  test('refuses an amount that is a number', async () => {
    const details = { ...payment.transactionDetails, amount: 100 };
    const request = merchant().auth.tokenRequest({ ...payment, transactionDetails: details } as never);
    await expect(request).rejects.toBeInstanceOf(ConfigurationError);
    await expect(merchant().auth.tokenRequest({} as never)).rejects.toBeInstanceOf(ConfigurationError);
  });
});

describe('an error in the answer of getToken', () => {
  const failing = async (answer: () => Response): Promise<unknown> => {
    const { auth, configuration } = merchant({ answer });
    return rejection(getToken(configuration, await auth.tokenRequest(payment)));
  };
  const body = (errorCode: unknown) => ({ response: { errorCode, errorMessage: 'HMAC is empty' } });

  test.each([
    ['FPDR4002', 200, 'signature_invalid'],
    ['FPDR4002', 400, 'signature_invalid'],
    ['FPDR9999', 200, 'request_rejected'],
  ])('%s with HTTP %i is an AuthError: %s', async (vendorCode, status, code) => {
    const error = await failing(() => Response.json(body(vendorCode), { status }));
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code, vendorCode, status, provider: 'commerce-connect', retryable: false });
    expect(JSON.stringify(error)).not.toContain('HMAC is empty');
  });

  test.each([key, { a: 1 }, 7, 'constructor', 'FPDR4002\n'])(
    'a code that is none is not shown: %j',
    async (code) => {
      const error = await failing(() => Response.json(body(code)));
      expect(error).toMatchObject({
        code: 'request_rejected',
        message: expect.stringContaining('unknown code'),
      });
      expect(error).not.toHaveProperty('vendorCode');
    },
  );

  test('is for the client where it is no such error: no JSON, another shape, too long', async () => {
    const answers = [
      () => new Response('down', { status: 502 }),
      () => Response.json({ fault: 1 }, { status: 500 }),
      () => Response.json({ ...body('FPDR4002'), long: 'x'.repeat(100_000) }, { status: 400 }),
      () => new Response(null, { status: 500 }),
    ];
    for (const answer of answers) {
      const error = await failing(answer);
      expect(error).not.toBeInstanceOf(AuthError);
      expect(error).toMatchObject({ name: 'ResponseError' });
    }
  });
});

test('an inquiry is encrypted and carries neither key nor HMAC', async () => {
  const { auth, configuration, sent } = merchant({ answer: () => Response.json({ merchantId: '0042' }) });
  const inquiry = { merchantTxnId: 'ORDER-1' };
  await getTxnInquiryDetail(configuration, await auth.inquiryRequest(inquiry));
  const { headers, body } = sent[0]!.init;
  expect(Object.keys(headers ?? {})).not.toEqual(expect.arrayContaining(['keyvalue']));
  expect(headers).not.toHaveProperty('hmac');
  expect(headers).toMatchObject({ merchantid: '0042' });
  expect(await auth.decryptResult(JSON.parse(body as string).encryptData)).toEqual(inquiry);
});

test.each([
  ['no merchant', { merchantId: '' }],
  ['a merchant that is a number', { merchantId: 42 }],
  ['a base URL over http', { basePath: 'http://gateway.example.com' }],
  ['a base URL with a password', { basePath: 'https://a:b@gateway.example.com' }],
  ['a base URL that is none', { basePath: 'gateway' }],
  ['another transport', { keyTransport: 'query' }],
])('%s is refused before anything is sent', (_title, options) => {
  const all = { merchantId: '0042', key, iv, ...options } as CommerceConnectAuthOptions;
  expect(() => commerceConnectAuth(all)).toThrow(ConfigurationError);
});
