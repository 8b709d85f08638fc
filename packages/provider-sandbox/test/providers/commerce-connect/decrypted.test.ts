import { asked, merchant } from './support.js';

describe('what somebody who watches may read of what is encrypted', () => {
  test('the result that a payer is sent back with, from the redirect', async () => {
    const { provider, order } = merchant();
    const session = await order();
    const answer = await asked(provider, `/Pay/?sessionToken=${session}`, { method: 'GET' });
    expect(answer.status).toBe(302);
    expect(JSON.parse((await provider.decryptedAnswer?.(answer)) ?? '')).toMatchObject({
      merchantTxnId: 'ORDER-1001',
      transactionStatus: 'SUCCESS',
      udf1: 'table 7',
    });
  });

  test('the result that is brought back to have it decrypted, from the request', async () => {
    const { provider, order } = merchant();
    const { encData } = await provider.pay(await order());
    const request = {
      ...{ method: 'POST', path: '/decryptMerchantResponse', query: new URLSearchParams() },
      ...{ headers: new Headers(), body: JSON.stringify({ encData }) },
    };
    expect(await provider.decrypted?.(request)).toContain('"transactionStatus":"SUCCESS"');
  });

  test.each([
    ['no redirect', {}],
    ['one without a result', { location: 'https://shop.example.com/paid' }],
    ['one whose result is of another key', { location: 'https://shop.example.com/?encData=AAAA' }],
    ['one to no URL', { location: 'paid?encData=AAAA' }],
  ])('nothing of an answer with %s', async (_, headers) => {
    const { provider } = merchant();
    expect(await provider.decryptedAnswer?.({ status: 302, headers, body: '' })).toBeUndefined();
  });
});
