import { manualClock } from '../../src/testing/index.js';
import { fakeFiserv } from './server.js';
import { iv, key, merchantId, rawIv, rawKey } from './support.js';
import type { StartFiserv } from './vendor.js';

/** The fake of this package as a vendor of the rules. */
export const fakeVendor: StartFiserv = async ({ wantsKey = true } = {}) => {
  const fake = await fakeFiserv({ merchantId, key: rawKey, iv: rawIv, wantsKey });
  return {
    ...{ basePath: fake.url, clock: manualClock(), merchantId, key, iv },
    async seen() {
      const orders = fake.orders.map(({ clientTransactionId, amount, currencyCode }) => ({
        ...{ clientTransactionId, amount, currencyCode },
      }));
      return { requests: fake.arrived.length, orders };
    },
    async pay(session) {
      const { clientTransactionId } = fake.orders[Number(session.split('-')[1]) - 1] ?? {};
      return fake.result({ merchantTxnId: clientTransactionId, transactionStatus: 'SUCCESS' });
    },
    async refuseNext() {
      fake.instead = () => {
        fake.instead = () => undefined;
        return { status: 200, body: { response: { errorCode: 'FPDR9999', errorMessage: 'Not so' } } };
      };
    },
    next: fake.next,
    close: () => fake.close(),
  };
};
