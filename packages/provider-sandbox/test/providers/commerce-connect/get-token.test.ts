import { createHmac } from 'node:crypto';
import { AuthError, commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { getToken } from '@acme/commerce-connect-client';
import { describe, expect, jest, test } from '@jest/globals';
import { commerceConnectProvider } from '../../../src/providers/commerce-connect/index.js';
import { asked, iv, key, merchant, merchantId, payment } from './support.js';

const keys = { keyvalue: key, ivvalue: iv };
const signed = (details = payment.transactionDetails): string => {
  const { clientTransactionId, amount, currencyCode } = details;
  const message = merchantId + clientTransactionId + amount + currencyCode + key;
  return createHmac('sha512', key).update(message).digest('hex');
};
/** From `specs/commerce-connect.yaml`. */
const specPayment =
  'hVZzC9ht1UMCKOzG+faldU7eGwVmbjESPm8Dk548v5097On33RR805AmO4fcTxw2E3y3cE4cNb0vIcPz04ca9WvH8gMWMSO42hqQNTLoh+FjkYKYEt7qUy6Zfz7DJKo+W2n8FGEnh3SBuLKG/jG4J1DsGJ9dOCWd3PCdSGVL/Z3D7P2OQJGbOmRYVeItfbPkogWB08Zd/iQL8DidzqdVhxoV1doDi5RySMscH2O4opoyMsnmg5WaMjtO4pQZbBYQDBSo5+3RA8fAOEPg/te3IV33jfYDlpr7DDcxO708TZg=';
const encrypted = async (payload: object | string) => {
  const auth = commerceConnectAuth({ merchantId, key, iv });
  return (await auth.inquiryRequest(payload as object)).body;
};

describe('getToken', () => {
  test('opens a session for a payment that the real helper has encrypted and signed', async () => {
    expect(await merchant().order()).toMatch(/^[0-9a-f]{32}$/);
  });

  test('gives the same sessions for the same seed, and others for another', async () => {
    const session = async (seed: number) => merchant({ seed }).order();
    expect(await session(1)).toBe(await session(1));
    expect(await session(1)).not.toBe(await session(2));
  });

  test('takes the encrypted payment of the spec, with the HMAC of the spec', async () => {
    const answer = await asked(commerceConnectProvider(), '/getToken', {
      headers: {
        ...{ ...keys, merchantid: merchantId },
        hmac: '0e7b5cd7cc1b332c7c95f413c92ebf21a7ba1be9510dd59f833d6b0ac4e49c0146a543fd3145ecc698b8a19525de260acfdb44c161a6fa3f4bfefe4b23c17e9f',
      },
      body: { encryptData: specPayment },
    });
    expect(JSON.parse(answer.body)).toEqual({ response: { sessionTokenId: expect.any(String) } });
  });

  test('answers the vendor’s FPDR4002 inside HTTP 200 when there is no HMAC, which the helper tells as AuthError', async () => {
    const { auth, configuration } = merchant();
    const request = await auth.tokenRequest(payment);
    const error = await getToken(configuration, { ...request, hmac: '' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({ code: 'signature_invalid', vendorCode: 'FPDR4002', status: 200 });
  });

  test.each([
    ['the HMAC is empty', { hmac: '' }, 'FPDR4002'],
    [
      'the HMAC is of another amount',
      { hmac: signed({ ...payment.transactionDetails, amount: '100.0' }) },
      'FPDR4002',
    ],
    ['the HMAC is in upper case', { hmac: signed().toUpperCase() }, 'FPDR4002'],
    ['the merchant is another', { merchantid: '42' }, 'FPDR9403'],
    ['the merchant is left out', { merchantid: undefined }, 'FPDR9403'],
    ['the key is another', { keyvalue: iv }, 'FPDR9401'],
    ['the IV is another', { ivvalue: key }, 'FPDR9401'],
  ])('refuses inside HTTP 200 when %s', async (_title, changes, errorCode) => {
    const all = { ...keys, merchantid: merchantId, hmac: signed(), ...changes };
    const headers = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const { status, body } = await asked(commerceConnectProvider(), '/getToken', {
      headers: Object.fromEntries(headers),
      body: await encrypted(payment),
    });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ response: { errorCode, errorMessage: expect.any(String) } });
  });

  test.each<[string, unknown, string]>([
    ['not encrypted', { encryptData: JSON.stringify(payment) }, 'FPDR9410'],
    ['encrypted under another key', { encryptData: 'hVZzC9ht1UMCKOzG+faldQ==' }, 'FPDR9410'],
    ['left out', {}, 'FPDR9410'],
    ['in base64 with a line break', { encryptData: `${specPayment}\n` }, 'FPDR9410'],
    ['to return to nowhere', encrypted({ ...payment, resultURL: 'shop' }), 'FPDR9411'],
  ])('refuses a payment that is %s', async (_title, body, errorCode) => {
    const headers = { ...keys, merchantid: merchantId, hmac: signed() };
    const answer = await asked(commerceConnectProvider(), '/getToken', { headers, body: await body });
    expect(JSON.parse(answer.body)).toMatchObject({ response: { errorCode } });
  });

  test('names the rule that a decrypted payment breaks, and shows no value of it', async () => {
    const transactionDetails = { ...payment.transactionDetails, amount: 4711 };
    const answer = await asked(commerceConnectProvider(), '/getToken', {
      headers: { ...keys, merchantid: merchantId, hmac: signed() },
      body: await encrypted({ ...payment, transactionDetails }),
    });
    const { response } = JSON.parse(answer.body);
    expect(response.errorCode).toBe('FPDR9411');
    expect(response.errorMessage).toMatch(/amount.*string/);
    expect(response.errorMessage).not.toContain('4711');
  });

  test('answers a request that violates the spec with 400 and the rule', async () => {
    const { status, body } = await asked(commerceConnectProvider(), '/getToken', {
      headers: { merchantid: merchantId, hmac: signed() },
      body: await encrypted(payment),
    });
    expect(status).toBe(400);
    expect(JSON.parse(body).response.errorMessage).toMatch(/keyValue/i);
  });

  test('does without key and IV in the headers where it is told to', async () => {
    expect(await merchant({ requiresKeyHeaders: false }, 'omit').order()).toMatch(/^[0-9a-f]{32}$/);
  });

  test('refuses a clientTransactionId that was used before (inferred)', async () => {
    const { order } = merchant();
    await order();
    await expect(order({ amount: '1.00' })).rejects.toMatchObject({ vendorCode: 'FPDR9420', status: 200 });
    expect(await order({ clientTransactionId: 'ORDER-1002' })).toMatch(/^[0-9a-f]{32}$/);
  });
});

test('keys are imported once, however many payments come', async () => {
  const { provider } = merchant();
  const bodies = await Promise.all(
    ['1', '2', '3'].map((clientTransactionId) =>
      encrypted({ ...payment, transactionDetails: { ...payment.transactionDetails, clientTransactionId } }),
    ),
  );
  const importKey = jest.spyOn(crypto.subtle, 'importKey');
  try {
    for (const body of bodies) {
      const headers = { ...keys, merchantid: merchantId, hmac: signed() };
      await asked(provider, '/getToken', { headers, body });
    }
    // One to decrypt, one to check the HMAC.
    expect(importKey.mock.calls.length).toBe(2);
  } finally {
    importKey.mockRestore();
  }
});

test('fail-next lets the next call fail and no other, and nothing is ordered by it', async () => {
  const { provider, order } = merchant();
  provider.actions['fail-next']();
  await expect(order()).rejects.toMatchObject({ vendorCode: 'FPDR9999', status: 200 });
  expect(provider.state()).toMatchObject({ orders: 0, failuresToCome: 0 });
  await order();
  expect(provider.state()).toMatchObject({ orders: 1 });
});

test('state shows orders, and neither key, IV nor a whole session', async () => {
  const { provider, order } = merchant();
  const session = await order();
  const text = JSON.stringify(provider.state());
  expect(text).toContain('ORDER-1001');
  for (const secret of [key, iv, session]) expect(text).not.toContain(secret);
});

test('an unknown path is a 404 in the vendor’s envelope', async () => {
  const { status, body } = await asked(commerceConnectProvider(), '/getTokens');
  expect(status).toBe(404);
  expect(JSON.parse(body)).toMatchObject({ response: { errorCode: 'FPDR9404' } });
});

test.each([{ key: iv }, { iv: key }, { key: 'no base64' }])('%j is no merchant', (changes) => {
  expect(() => commerceConnectProvider({ merchant: changes })).toThrow(RangeError);
});
