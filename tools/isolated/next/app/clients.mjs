import { commerceConnectAuth } from '@acme/auth-helpers/commerce-connect';
import { finicityAuth } from '@acme/auth-helpers/finicity';
import { FirstPayApi, Configuration as PaymentConfiguration } from '@acme/commerce-connect-client';
import { Configuration, CustomersApi } from '@acme/finicity-client';

const vendor = process.env.VENDOR;

const finicity = finicityAuth({
  partnerId: '2445581234567',
  credentials: { partnerSecret: 'abcdefghijk1', appKey: '0123456789abcdef' },
  basePath: vendor,
  allowInsecureLoopback: true,
});
const customers = new CustomersApi(new Configuration(finicity.configuration));

const merchant = commerceConnectAuth({
  merchantId: 'merchant-1',
  key: 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=',
  iv: 'MDEyMzQ1Njc4OTAxMjM0NQ==',
  basePath: vendor,
  allowInsecureLoopback: true,
});
const payments = new FirstPayApi(new PaymentConfiguration(merchant.configuration));

/** @returns the session of the payment, which the vendor makes anew for each. */
export async function pay(order) {
  const request = await merchant.tokenRequest({
    transactionDetails: {
      amount: '1.50',
      currencyCode: 'INR',
      clientTransactionId: order,
      transactionType: 'SALE',
    },
    resultURL: 'https://shop.example.com/result',
  });
  const { response } = await payments.getToken(request);
  return response.sessionTokenId;
}

export async function customer() {
  return (await customers.getCustomer({ customerId: '7004419250' })).username;
}
