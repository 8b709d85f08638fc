// Commerce Connect: encrypted payments
import assert from 'node:assert/strict';
import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import {
  Configuration,
  getToken,
  getTxnInquiryDetail,
  OutcomeUnknownError,
  type PaymentRequest,
} from '@acme/commerce-connect-client';
import { sandboxProviders, startSandbox } from '@acme/provider-sandbox';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '@acme/provider-sandbox/commerce-connect';

const { providers, commerceConnect } = sandboxProviders();
const server = await startSandbox({ providers, port: 0 });

const basePath = server.basePath('commerce-connect');
const merchant = { ...COMMERCE_CONNECT_TEST_MERCHANT, basePath, allowInsecureLoopback: true };
const auth = commerceConnectAuth(merchant);
const configuration = new Configuration(auth.configuration);
const order = (clientTransactionId: string): PaymentRequest => ({
  resultURL: 'https://shop.example.com/paid',
  transactionDetails: { amount: '100.00', currencyCode: 'INR', clientTransactionId, transactionType: 'SALE' },
  customerDetails: {},
});

// 1. Order a payment: encrypted and signed before it leaves
const session = await getToken(configuration, await auth.tokenRequest(order('ORDER-1001')));
assert.ok('response' in session);
console.log('The gateway decrypted it, checked the signature and opened a session for its payment page.');

// 2. The customer pays, and the browser brings back the result, encrypted
const query = new URLSearchParams({
  sessionToken: `${session.response.sessionTokenId}`,
  configId: 'PageId1',
});
const page = await fetch(`${basePath}/Pay/?${query}`, { redirect: 'manual' });
const back = new URL(page.headers.get('location') ?? 'none:');
const result = await auth.decryptResult(back.searchParams.get('encData') ?? '');
assert.deepEqual([result.merchantTxnId, result.transactionStatus], ['ORDER-1001', 'SUCCESS']);
console.log(`It reads: ORDER-1001, SUCCESS, ${result.transactionAmount} INR with fees.`);

// 3. The connection is cut after a payment was sent, before its response
const lost = await auth.tokenRequest(order('ORDER-1002'));
await assert.rejects(
  getToken(configuration, lost, { headers: { 'x-sandbox-fault': 'cut-before' } }),
  (error) => error instanceof OutcomeUnknownError && error.outcomeCheck === 'getTxnInquiryDetail',
);
console.log('It threw OutcomeUnknownError and was not sent again. Its outcomeCheck: getTxnInquiryDetail.');

// 4. Find out what became of that payment
const inquiry = await auth.inquiryRequest({ merchantTxnId: 'ORDER-1002' });
const { saleTxnDetail } = await getTxnInquiryDetail(configuration, inquiry);
assert.equal(saleTxnDetail?.transactionStatus, 'PENDING');
assert.equal(commerceConnect.state().orders, 2);
console.log('The gateway has it, as PENDING: it had arrived, and sending it again would have ordered twice.');

// 5. A wrong key: the gateway says so inside HTTP 200
const other = commerceConnectAuth({ ...merchant, key: Buffer.alloc(32, 'another key').toString('base64') });
const wrong = new Configuration(other.configuration);
await assert.rejects(getToken(wrong, await other.tokenRequest(order('ORDER-1003'))), { name: 'AuthError' });
assert.equal(commerceConnect.state().orders, 2);
console.log('It threw AuthError, and nothing was ordered.');

await server.close();
