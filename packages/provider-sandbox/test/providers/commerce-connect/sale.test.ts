import {
  decryptMerchantResponse,
  encryptDataUsingAES,
  getHMAC,
  getToken,
  getTxnInquiryDetail,
  ResponseError,
  refundTxnDetail,
} from '@acme/commerce-connect-client';
import { describe, expect, test } from '@jest/globals';
import { asked, iv, key, merchant, merchantId, payment } from './support.js';

const ids = { merchantTxnId: 'ORDER-1001', fpTransactionId: '2026112200000001' };

describe('the result of a payment', () => {
  test('comes back encrypted in the query of resultURL, and the helper decrypts it', async () => {
    const { auth, order, provider } = merchant();
    const session = await order();
    const { url, encData, fpTxnId } = await provider.pay(session);
    const query = new URL(url).searchParams;
    expect(new URL(url).host).toBe('shop.example.com');
    expect([query.get('für'), query.get('encData'), query.get('fpTxnId')]).toEqual(['Zoë', encData, fpTxnId]);
    expect(await auth.decryptResult(query.get('encData') ?? '')).toMatchObject({
      fpTransactionId: fpTxnId,
      merchantTxnId: 'ORDER-1001',
      resultUrl: payment.resultURL,
      transactionStatus: 'SUCCESS',
      transactionStatusCode: '300',
      baseAmount: '100.00',
      transactionAmount: '102.36',
      transactionDateTime: '2026-11-22 10:15:54.0100',
      udf1: 'table 7',
      sessionTokenId: session,
    });
  });

  test('is where a browser is sent that opens the payment page', async () => {
    const { order, provider } = merchant();
    const session = await order();
    const page = await asked(provider, `/Pay/?sessionToken=${session}&configId=PageId1`, { method: 'GET' });
    expect(page).toMatchObject({ status: 302, headers: { location: (await provider.pay(session)).url } });
    const other = await asked(provider, '/Pay/?sessionToken=none', { method: 'GET' });
    expect(JSON.parse(other.body)).toMatchObject({ response: { errorCode: 'FPDR9422' } });
  });

  test('stays what it was when the customer comes a second time', async () => {
    const { auth, order, provider } = merchant();
    const session = await order();
    await provider.pay(session, 'FAILED');
    const { encData } = await provider.pay(session);
    const failed = { transactionStatus: 'FAILED', transactionStatusCode: '302', errorCode: 'FPDR9430' };
    expect(await auth.decryptResult(encData)).toMatchObject(failed);
    await expect(provider.pay('none')).rejects.toBeInstanceOf(RangeError);
  });

  test('is decrypted by the gateway as well', async () => {
    const { auth, configuration, order, provider } = merchant();
    const { encData, fpTxnId } = await provider.pay(await order());
    const body = { merchantTxnId: 'ORDER-1001', fpTxnId, encData };
    expect(await decryptMerchantResponse(configuration, { body })).toEqual(await auth.decryptResult(encData));
    const asTheKitsSendIt = await asked(provider, '/decryptMerchantResponse', {
      body: { merchantId, encData, fpTxnId },
    });
    expect(JSON.parse(asTheKitsSendIt.body)).toEqual(await auth.decryptResult(encData));
    const broken = { ...body, encData: `${encData.slice(0, -8)}AAAAAAA=` };
    const error = await decryptMerchantResponse(configuration, { body: broken }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ status: 400 });
  });
});

describe('an inquiry', () => {
  test('has the free fields of the payment, and nothing else that is among them', async () => {
    const { auth, configuration, provider } = merchant();
    const udf = { udf1: 'table 7', transactionStatus: 'SUCCESS' };
    await getToken(configuration, await auth.tokenRequest({ ...payment, udf }));
    expect(provider.state()).toMatchObject({ orders: 1 });
    const { saleTxnDetail } = await getTxnInquiryDetail(configuration, await auth.inquiryRequest(ids));
    expect(saleTxnDetail).toMatchObject({ udf1: 'table 7', transactionStatus: 'PENDING' });
  });

  test.each([
    ids,
    { merchantTxnId: 'ORDER-1001' },
    { fpTransactionId: ids.fpTransactionId },
    { ...ids, merchantTxnId: '' },
  ])('finds the sale by %j', async (named) => {
    const { auth, configuration, order, provider } = merchant();
    await order();
    provider.actions['pay-all']();
    expect(await getTxnInquiryDetail(configuration, await auth.inquiryRequest(named))).toMatchObject({
      ...{ merchantId, fpTransactionId: ids.fpTransactionId },
      saleTxnDetail: { merchantTxnId: 'ORDER-1001', transactionStatus: 'SUCCESS', tranEnquiryCount: '1' },
      refundTxnDetail: [],
    });
  });

  test('tells a sale that nobody has paid yet from one that was paid', async () => {
    const { auth, configuration, order } = merchant();
    await order();
    const answer = await getTxnInquiryDetail(configuration, await auth.inquiryRequest(ids));
    expect(answer.saleTxnDetail).toMatchObject({ transactionStatus: 'PENDING', balanceAmount: '100.00' });
  });

  test.each([
    {},
    { merchantTxnId: 'ORDER-7' },
    { ...ids, fpTransactionId: '2026112200000002' },
    { merchantTxnId: { a: 1 } },
  ])('of %j finds nothing, and says so at the top of a 200', async (named) => {
    const { auth, order, provider } = merchant();
    await order();
    await order({ clientTransactionId: 'ORDER-1002' });
    const { body } = await auth.inquiryRequest(named);
    const answer = await asked(provider, '/getTxnInquiryDetail', {
      headers: { merchantid: merchantId },
      body,
    });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ errorCode: 'FPDR9421' });
  });

  test.each([
    ['another merchant', { merchantid: '42' }, undefined, 'FPDR9403'],
    ['what is not encrypted', { merchantid: merchantId }, { encryptData: '{}' }, 'FPDR9410'],
  ])('of %s is refused', async (_title, headers, given, errorCode) => {
    const { auth, provider } = merchant();
    const body = given ?? (await auth.inquiryRequest(ids)).body;
    const answer = await asked(provider, '/getTxnInquiryDetail', { headers, body });
    expect(JSON.parse(answer.body)).toMatchObject({ errorCode });
  });
});

describe('a refund', () => {
  test('is paid back once, is read back with the sale, and leaves the rest to refund', async () => {
    const { auth, configuration, order, provider } = merchant();
    await provider.pay(await order());
    const refund = async (amount: string) =>
      refundTxnDetail(configuration, await auth.inquiryRequest({ ...ids, amount }));
    await refund('40.00');
    await expect(refund('60.01')).rejects.toMatchObject({ status: 200 });
    const expected = {
      saleTxnDetail: { baseAmount: '100.00', balanceAmount: '0.00' },
      refundTxnDetail: [
        { merchantTxnId: 'REFUND-1', transactionType: 'REFUND', baseAmount: '40.00' },
        { merchantTxnId: 'REFUND-2', transactionType: 'REFUND', baseAmount: '60.00' },
      ],
    };
    expect(await refund('60')).toMatchObject(expected);
    const inquiry = await getTxnInquiryDetail(configuration, await auth.inquiryRequest(ids));
    expect(inquiry).toMatchObject(expected);
  });

  test.each([
    ['of a sale that is not paid', { ...ids, amount: '1.00' }, false, 'FPDR9423'],
    ['of nothing', { ...ids, amount: '0.00' }, true, 'FPDR9423'],
    ['of a number', { ...ids, amount: 40 }, true, 'FPDR9411'],
    ['of less than nothing', { ...ids, amount: '-1' }, true, 'FPDR9411'],
    ['without amount', ids, true, 'FPDR9411'],
    ['of another sale', { merchantTxnId: 'ORDER-7', amount: '1.00' }, true, 'FPDR9421'],
  ])('%s is refused', async (_title, payload, isPaid, errorCode) => {
    const { auth, order, provider } = merchant();
    const session = await order();
    if (isPaid) await provider.pay(session);
    const { body } = await auth.inquiryRequest(payload);
    const answer = await asked(provider, '/refundTxnDetail', { headers: { merchantid: merchantId }, body });
    expect(JSON.parse(answer.body)).toMatchObject({ errorCode });
  });
});

describe('the gateway’s own cryptography', () => {
  test('encrypts what the helper decrypts, under the key in the headers', async () => {
    const { auth, configuration } = merchant();
    const encrypted = await encryptDataUsingAES(configuration, { keyValue: key, ivValue: iv, body: payment });
    expect(await auth.decryptResult(`${encrypted}`)).toEqual(payment);
  });

  test('computes the HMAC that the helper computes', async () => {
    const { auth, configuration } = merchant();
    const { hmac } = await auth.tokenRequest(payment);
    expect(await getHMAC(configuration, { body: payment })).toEqual({ hmac });
  });
});
