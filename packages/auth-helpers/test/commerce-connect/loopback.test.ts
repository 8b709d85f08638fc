import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import {
  Configuration,
  getToken,
  getTxnInquiryDetail,
  type PaymentRequest,
  withRetry,
} from '@acme/commerce-connect-client';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  AuthError,
  type CommerceConnectAuth,
  type CommerceConnectAuthOptions,
  commerceConnectAuth,
} from '../../src/commerce-connect/index.js';
import { onEachBackend, rejection } from '../support.js';
import { type FakeFiserv, fakeFiserv } from './server.js';

const merchantId = '000000000000042';
const rawKey = createHash('sha256').update('a made-up key').digest();
const rawIv = createHash('md5').update('a made-up IV').digest();
const key = rawKey.toString('base64');
const iv = rawIv.toString('base64');

const payment: PaymentRequest = {
  resultURL: 'https://shop.example.com/bezahlt?für=Zoë',
  transactionDetails: {
    amount: '1.00',
    currencyCode: 'INR',
    clientTransactionId: 'ORDER-1001',
    transactionType: 'SALE',
  },
  customerDetails: {},
};

interface Merchant {
  readonly auth: CommerceConnectAuth;
  readonly server: FakeFiserv;
  readonly configuration: Configuration;
  /** `getToken` of the real client. */
  pay(changes?: Partial<PaymentRequest['transactionDetails']>): Promise<unknown>;
}

let servers: FakeFiserv[] = [];

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function merchant(options: Partial<CommerceConnectAuthOptions> = {}): Promise<Merchant> {
  const wantsKey = options.keyTransport !== 'omit';
  const server = await fakeFiserv({ merchantId, key: rawKey, iv: rawIv, wantsKey });
  servers.push(server);
  const auth = commerceConnectAuth({
    ...{ merchantId, key, iv },
    origin: server.origin,
    allowInsecureLoopback: true,
    ...options,
  });
  const configuration = new Configuration({ ...auth, basePath: server.url });
  const pay: Merchant['pay'] = async (changes) => {
    const transactionDetails = { ...payment.transactionDetails, ...changes };
    return getToken(configuration, await auth.tokenRequest({ ...payment, transactionDetails }));
  };
  return { auth, server, configuration, pay };
}

onEachBackend(() => {
  describe('the gateway, on the wire,', () => {
    test('takes a payment that it can decrypt, with the headers documented and an HMAC that fits', async () => {
      const { server, pay } = await merchant();
      expect(await pay()).toEqual({ response: { sessionTokenId: 'session-1' } });
      expect(server.arrived[0]?.payload).toEqual(payment);
    });

    test('takes one without key and IV, where it wants none', async () => {
      const { server, pay } = await merchant({ keyTransport: 'omit' });
      expect(await pay()).toEqual({ response: { sessionTokenId: 'session-1' } });
      expect(inspect(server.arrived[0]?.headers)).not.toMatch(/keyvalue|ivvalue|redacted/);
    });

    test.each(['1', '1.0', '1.00', '0001.00'])(
      'reads and signs the amount %s as the same text',
      async (amount) => {
        const { server, pay } = await merchant();
        await pay({ amount });
        expect(server.arrived[0]?.payload?.transactionDetails).toMatchObject({ amount });
      },
    );

    test('gets nothing for an amount that is a number', async () => {
      const { server, pay } = await merchant();
      await expect(pay({ amount: 1 as never })).rejects.toMatchObject({ code: 'configuration_invalid' });
      expect(server.arrived).toEqual([]);
    });

    test('takes an inquiry, which carries neither key nor HMAC', async () => {
      const { auth, configuration } = await merchant();
      const request = await auth.inquiryRequest({ merchantTxnId: 'ORDER-1001' });
      const { fpTransactionId } = await getTxnInquiryDetail(configuration, request);
      expect(fpTransactionId).toBe('of ORDER-1001');
    });

    test('gives a result through the browser, which is read with every + that a form made a space', async () => {
      const { auth, server } = await merchant();
      let mangled = 0;
      for (let at = 0; at < 40; at += 1) {
        const fields = { merchantTxnId: `ORDER-${at}`, transactionStatus: 'SUCCESS', errorCode: '' };
        const query = decodeURIComponent(server.result(fields));
        const encData = new URLSearchParams(query).get('encData')!;
        if (encData.includes(' ')) mangled += 1;
        expect(await auth.decryptResult(encData)).toEqual(fields);
      }
      expect(mangled).toBeGreaterThan(0);
    });
  });
});

describe('an error inside HTTP 200', () => {
  test('is an AuthError with the code of the vendor, and the payment is not sent again', async () => {
    const { auth, server, configuration } = await merchant();
    const request = { ...(await auth.tokenRequest(payment)), hmac: '' };
    const retrying = configuration.with({ fetchApi: withRetry((url, init) => fetch(url, init)) });
    const error = await rejection(getToken(retrying, request));
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({
      code: 'signature_invalid',
      vendorCode: 'FPDR4002',
      status: 200,
      retryable: false,
    });
    expect(server.arrived).toHaveLength(1);
  });

  test('of another key is told by the gateway', async () => {
    const { server, pay } = await merchant({ key: Buffer.alloc(32, 9).toString('base64') });
    expect(await rejection(pay())).toMatchObject({ code: 'request_rejected', vendorCode: 'FPDR0001' });
    expect(server.arrived[0]?.payload).toBeUndefined();
  });

  test.each([undefined, null, '', 'FPDR4002', 'E', 0, 7, false, true, {}, []])(
    'is one with this helper just where it is one to the client alone: %j',
    async (errorCode) => {
      const { auth, server, configuration } = await merchant();
      server.instead = () => ({ status: 200, body: { response: { errorCode, sessionTokenId: 'S' } } });
      const alone = new Configuration({ basePath: server.url });
      const request = await auth.tokenRequest(payment);
      const name = (call: Promise<unknown>): Promise<string> =>
        call.then(
          () => 'none',
          (error: Error) => error.name,
        );
      const outcomes = [await name(getToken(configuration, request)), await name(getToken(alone, request))];
      expect([
        ['AuthError', 'ResponseError'],
        ['none', 'none'],
      ]).toContainEqual(outcomes);
    },
  );

  test('of an inquiry is a ResponseError of the client, whose body has the code', async () => {
    const { auth, server, configuration } = await merchant();
    server.instead = () => ({ status: 200, body: { errorCode: 'FPDR0005' } });
    const error = await rejection(getTxnInquiryDetail(configuration, await auth.inquiryRequest({})));
    expect(error).toMatchObject({ name: 'ResponseError', body: { errorCode: 'FPDR0005' } });
  });
});

describe('a payment of which the outcome is not known', () => {
  test.each(['lost', 'cut'] as const)('is told so by the client, with what to ask: %s', async (reply) => {
    const { server, pay } = await merchant();
    server.instead = () => reply;
    const error = await rejection(pay());
    expect(error).toMatchObject({ code: 'outcome_unknown', outcomeCheck: 'getTxnInquiryDetail' });
    expect(server.arrived).toHaveLength(1);
  });
});

describe('key and IV', () => {
  test.each([
    ['refuses', { status: 200, body: { response: { errorCode: key, errorMessage: iv } } }],
    ['fails', { status: 500, body: { response: { errorMessage: `${key} ${iv}` } } }],
    ['redirects', { status: 307, headers: { location: `/?${key}` } }],
    ['breaks off', 'cut'],
    ['is gone', 'lost'],
  ] as const)('are in no error when the gateway %s', async (_title, reply) => {
    const { server, pay } = await merchant();
    server.instead = () => reply;
    const error = await rejection(pay());
    const shown = [
      inspect(error, { depth: 9 }),
      JSON.stringify(error),
      String(error),
      (error as Error).stack,
    ].join();
    for (const secret of [key, iv, rawKey.toString('hex')]) expect(shown).not.toContain(secret);
    expect(server.arrived).toHaveLength(1);
  });

  test('go to no other origin, though it is on loopback as well', async () => {
    const { auth, server } = await merchant();
    const other = server.url.replace('127.0.0.1', 'localhost');
    const request = await auth.tokenRequest(payment);
    const call = getToken(new Configuration({ ...auth, basePath: other }), request);
    await expect(call).rejects.toMatchObject({ code: 'configuration_invalid' });
    expect(server.arrived).toEqual([]);
  });
});
