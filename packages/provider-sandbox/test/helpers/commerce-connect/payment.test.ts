import { AuthError, type CommerceConnectAuthOptions } from '@acme/auth-helpers/commerce-connect';
import { getToken, getTxnInquiryDetail, withRetry } from '@acme/commerce-connect-client';
import { printed, rejection } from '../support.js';
import { closedAfterEach, type Trouble } from '../vendor.js';
import {
  type FiservVendor,
  type FiservVendorOptions,
  type MerchantClient,
  merchantAt,
  payment,
} from './client.js';
import { fiservVendor } from './vendor.js';

const started = closedAfterEach(fiservVendor);

async function merchant(
  options: Partial<CommerceConnectAuthOptions> = {},
  vendorOptions?: FiservVendorOptions,
): Promise<MerchantClient & { vendor: FiservVendor }> {
  const vendor = await started(vendorOptions);
  return { vendor, ...merchantAt(vendor, options) };
}

const session = { response: { sessionTokenId: expect.any(String) } };
const { clientTransactionId, currencyCode } = payment.transactionDetails;
const order = { clientTransactionId, currencyCode, amount: '1.00' };

describe('the gateway, on the wire,', () => {
  test('takes a payment that it can decrypt, with the headers documented and an HMAC that fits', async () => {
    const { vendor, pay } = await merchant();
    expect(await pay()).toEqual(session);
    expect(await vendor.seen()).toEqual({ requests: 1, orders: [order] });
  });

  test('takes one without key and IV, where it wants none', async () => {
    const { vendor, pay } = await merchant({ keyTransport: 'omit' }, { wantsKey: false });
    expect(await pay()).toEqual(session);
    expect(await vendor.seen()).toMatchObject({ orders: [order] });
  });

  test.each(['1', '1.0', '1.00', '0001.00'])(
    'reads and signs the amount %s as the same text',
    async (amount) => {
      const { vendor, pay } = await merchant();
      expect(await pay({ amount })).toEqual(session);
      expect(await vendor.seen()).toMatchObject({ orders: [{ amount }] });
    },
  );

  test('gets nothing for an amount that is a number', async () => {
    const { vendor, pay } = await merchant();
    await expect(pay({ amount: 1 as never })).rejects.toMatchObject({ code: 'configuration_invalid' });
    expect(await vendor.seen()).toEqual({ requests: 0, orders: [] });
  });

  test('takes an inquiry, which carries neither key nor HMAC', async () => {
    const { auth, configuration, pay } = await merchant();
    await pay();
    const request = await auth.inquiryRequest({ merchantTxnId: clientTransactionId });
    const { fpTransactionId } = await getTxnInquiryDetail(configuration, request);
    expect(fpTransactionId).toEqual(expect.any(String));
  });

  test('gives a result through the browser, which is read with every + that a form made a space', async () => {
    const { auth, vendor, pay } = await merchant();
    let mangled = 0;
    for (let at = 0; at < 40; at += 1) {
      const merchantTxnId = `ORDER-${at}`;
      const { response } = (await pay({ clientTransactionId: merchantTxnId })) as typeof session;
      const query = decodeURIComponent(await vendor.pay(response.sessionTokenId));
      const encData = new URLSearchParams(query).get('encData')!;
      if (encData.includes(' ')) mangled += 1;
      expect(await auth.decryptResult(encData)).toMatchObject({
        merchantTxnId,
        transactionStatus: 'SUCCESS',
      });
    }
    expect(mangled).toBeGreaterThan(0);
  });
});

describe('an error inside HTTP 200', () => {
  test('is an AuthError with the code of the vendor, and the payment is not sent again', async () => {
    const { auth, vendor, configuration } = await merchant();
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
    expect(await vendor.seen()).toEqual({ requests: 1, orders: [] });
  });

  test('says that an HMAC does not fit', async () => {
    const { auth, vendor, configuration } = await merchant();
    const request = { ...(await auth.tokenRequest(payment)), hmac: 'ab'.repeat(64) };
    const error = await rejection(getToken(configuration, request));
    expect(error).toMatchObject({ name: 'AuthError', code: 'signature_invalid', status: 200 });
    expect(await vendor.seen()).toEqual({ requests: 1, orders: [] });
  });

  test.each<[string, Partial<CommerceConnectAuthOptions>]>([
    ['another key', { key: Buffer.alloc(32, 9).toString('base64') }],
    ['another IV', { iv: Buffer.alloc(16, 9).toString('base64') }],
    ['another merchant', { merchantId: '000000000000099' }],
    ['another key, which is not sent', { key: Buffer.alloc(32, 9).toString('base64'), keyTransport: 'omit' }],
  ])('of %s is told by the gateway, and no payment is taken', async (_, options) => {
    const { vendor, pay } = await merchant(options, { wantsKey: options.keyTransport !== 'omit' });
    const error = await rejection(pay());
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code: 'request_rejected', status: 200, retryable: false });
    expect(error).toMatchObject({ vendorCode: expect.stringMatching(/^FPDR\d{4}$/) });
    expect(await vendor.seen()).toEqual({ requests: 1, orders: [] });
  });

  test('of any other reason is one too, and the next payment is taken', async () => {
    const { vendor, pay } = await merchant();
    await vendor.refuseNext();
    expect(await rejection(pay())).toMatchObject({ code: 'request_rejected', vendorCode: 'FPDR9999' });
    expect(await pay()).toEqual(session);
    expect(await vendor.seen()).toEqual({ requests: 2, orders: [order] });
  });
});

describe('a payment of which the outcome is not known', () => {
  test.each<Trouble>(['lost', 'cut'])(
    'is told so by the client, with what to ask, and is not sent again: %s',
    async (trouble) => {
      const { auth, vendor, configuration } = await merchant();
      const retrying = configuration.with({ fetchApi: withRetry((url, init) => fetch(url, init)) });
      await vendor.next(trouble);
      const error = await rejection(getToken(retrying, await auth.tokenRequest(payment)));
      expect(error).toMatchObject({ code: 'outcome_unknown', outcomeCheck: 'getTxnInquiryDetail' });
      expect(await vendor.seen()).toEqual({ requests: 1, orders: [order] });
      const request = await auth.inquiryRequest({ merchantTxnId: clientTransactionId });
      expect(await getTxnInquiryDetail(configuration, request)).toMatchObject({
        merchantId: vendor.merchantId,
      });
    },
  );
});

describe('key and IV', () => {
  test.each<Trouble | 'refused'>(['refused', 'lost', 'cut', 'truncated', 'html', '429', '503', '504'])(
    'are in no error when a payment is or ends as %s',
    async (trouble) => {
      const { vendor, pay } = await merchant();
      if (trouble === 'refused') await vendor.refuseNext();
      else await vendor.next(trouble);
      const error = await rejection(pay());
      const { key, iv } = vendor;
      const secrets = [key, iv, Buffer.from(key, 'base64').toString('hex')];
      for (const secret of secrets) expect(printed(error)).not.toContain(secret);
      expect(await vendor.seen()).toMatchObject({ requests: 1 });
    },
  );

  test('go to no other origin, though it is on loopback as well', async () => {
    const { auth, vendor, configuration } = await merchant();
    const other = configuration.with({ basePath: vendor.basePath.replace('127.0.0.1', 'localhost') });
    const call = getToken(other, await auth.tokenRequest(payment));
    await expect(call).rejects.toMatchObject({ code: 'configuration_invalid' });
    expect(await vendor.seen()).toEqual({ requests: 0, orders: [] });
  });
});
