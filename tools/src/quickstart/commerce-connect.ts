import { AuthError } from '@acme/auth-helpers';
import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import {
  Configuration,
  getToken,
  getTxnInquiryDetail,
  OutcomeUnknownError,
  type PaymentRequest,
} from '@acme/commerce-connect-client';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '@acme/provider-sandbox/commerce-connect';
import { errorOf, expectThat } from './guide.js';
import type { Tour } from './tour.js';

/** Sends an encrypted order, reads the encrypted result, and finds out what became of one whose answer was lost. */
export async function commerceConnect({ guide, server, state }: Tour): Promise<void> {
  const step = guide.chapter('Commerce Connect: encrypted payments', import.meta.url);
  const merchant = COMMERCE_CONNECT_TEST_MERCHANT;
  const basePath = server.baseUrl('commerce-connect');
  const place = { origin: server.url, allowInsecureLoopback: true };
  const auth = commerceConnectAuth({ ...merchant, ...place });
  const configuration = new Configuration({ ...auth, basePath });

  const session = await step({
    headline: 'Order a payment: encrypted and signed before it leaves',
    run: async () => getToken(configuration, await auth.tokenRequest(order('ORDER-1001'))),
    saw(answer) {
      expectThat('response' in answer, 'There is no session in the answer.');
      return 'The gateway decrypted it, checked the signature and opened a session for its payment page.';
    },
  });
  const sessionToken = 'response' in session ? `${session.response.sessionTokenId}` : '';
  await step({
    headline: 'The customer pays, and the browser brings back the result, encrypted',
    async run() {
      const query = new URLSearchParams({ sessionToken, configId: 'PageId1' });
      const page = await fetch(`${basePath}/Pay/?${query}`, { redirect: 'manual' });
      const target = new URL(page.headers.get('location') ?? 'none:');
      return auth.decryptResult(target.searchParams.get('encData') ?? '');
    },
    saw({ merchantTxnId, transactionStatus, transactionAmount }) {
      const isPaid = merchantTxnId === 'ORDER-1001' && transactionStatus === 'SUCCESS';
      expectThat(isPaid, 'The result is not that of an order that was paid.');
      return `It reads: ${merchantTxnId}, ${transactionStatus}, ${transactionAmount} INR with fees.`;
    },
  });
  await step({
    headline: 'The connection is cut after a payment was sent, before its answer',
    async run() {
      const request = await auth.tokenRequest(order('ORDER-1002'));
      const headers = { 'x-sandbox-manner': 'cut-before' };
      return errorOf(getToken(configuration, request, { headers }));
    },
    saw(error) {
      expectThat(error instanceof OutcomeUnknownError, 'The error is no OutcomeUnknownError.');
      expectThat(error.outcomeCheck === 'getTxnInquiryDetail', 'The error does not say how to find out.');
      return `It threw OutcomeUnknownError, and did not send it again. Its outcomeCheck says: ask ${error.outcomeCheck}.`;
    },
  });
  await step({
    headline: 'Find out what became of that payment',
    run: async () =>
      getTxnInquiryDetail(configuration, await auth.inquiryRequest({ merchantTxnId: 'ORDER-1002' })),
    saw({ saleTxnDetail }) {
      const { orders } = state('commerce-connect');
      expectThat(orders === 2, `The gateway has ${orders} orders, and must have two.`);
      expectThat(
        saleTxnDetail?.transactionStatus === 'PENDING',
        'The order is not one that waits for its customer.',
      );
      return 'The gateway has it, as PENDING: it had arrived, and a second try would have been a second order.';
    },
  });

  const key = Buffer.alloc(32, 'another key').toString('base64');
  const other = commerceConnectAuth({ ...merchant, ...place, key });
  const wrong = new Configuration({ ...other, basePath });
  await step({
    headline: 'A wrong key: the gateway says so inside HTTP 200',
    run: async () => errorOf(getToken(wrong, await other.tokenRequest(order('ORDER-1003')))),
    saw(error) {
      expectThat(error instanceof AuthError, 'The error is no AuthError.');
      expectThat(state('commerce-connect').orders === 2, 'The gateway took the order, and must not.');
      return `It threw AuthError ${error.code} (the vendor says ${error.vendorCode}), and nothing was ordered.`;
    },
  });
}

function order(clientTransactionId: string): PaymentRequest {
  return {
    resultURL: 'https://shop.example.com/paid',
    transactionDetails: {
      amount: '100.00',
      currencyCode: 'INR',
      clientTransactionId,
      transactionType: 'SALE',
    },
    customerDetails: {},
  };
}
