import * as payments from '@acme/commerce-connect-client';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '../../src/providers/commerce-connect/options.js';
import { type Merchant, merchant, payment } from './clients.js';
import { type Calls, testOperations } from './operations.js';

const { key: keyValue, iv: ivValue } = COMMERCE_CONNECT_TEST_MERCHANT;

async function ordered({ configuration, auth }: Merchant, id: string): Promise<payments.TokenResponse> {
  return payments.getToken(configuration, await auth.tokenRequest(payment(id)));
}

const calls: Calls<typeof payments, Merchant> = {
  getToken: (at) => ordered(at, 'ORDER-1'),
  async getTxnInquiryDetail(at) {
    await ordered(at, 'ORDER-2');
    const request = await at.auth.inquiryRequest({ merchantTxnId: 'ORDER-2', fpTransactionId: '' });
    return payments.getTxnInquiryDetail(at.configuration, request);
  },
  async refundTxnDetail(at, sandbox) {
    await ordered(at, 'ORDER-3');
    await sandbox.control('action', { provider: 'commerce-connect', action: 'pay-all' });
    const request = await at.auth.inquiryRequest({ merchantTxnId: 'ORDER-3', amount: '40.00' });
    return payments.refundTxnDetail(at.configuration, request);
  },
  async decryptMerchantResponse({ configuration, auth }) {
    const { encryptData } = (await auth.inquiryRequest({ transactionStatus: 'SUCCESS' })).body;
    return payments.decryptMerchantResponse(configuration, { body: { encData: encryptData } });
  },
  getHMAC: ({ configuration }) => payments.getHMAC(configuration, { body: payment('ORDER-4') }),
  encryptDataUsingAES: ({ configuration }) =>
    payments.encryptDataUsingAES(configuration, { keyValue, ivValue, body: payment('ORDER-5') }),
};

testOperations('commerce-connect', payments, merchant, calls);
