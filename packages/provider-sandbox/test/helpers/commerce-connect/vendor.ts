import { COMMERCE_CONNECT_TEST_MERCHANT } from '../../../src/providers/commerce-connect/options.js';
import { sandboxVendor } from '../sandbox.js';
import type { FiservSeen, StartFiserv } from './client.js';

/** Commerce Connect of the sandbox as a vendor of the rules. */
export const fiservVendor: StartFiserv = async ({ wantsKey } = {}) => {
  const commerceConnect = { requiresKeyHeaders: wantsKey };
  const vendor = await sandboxVendor('commerce-connect', { commerceConnect });
  return {
    ...vendor,
    ...COMMERCE_CONNECT_TEST_MERCHANT,
    async seen() {
      const { latestOrders } = await vendor.state();
      const orders = (latestOrders as FiservSeen['orders']).map(
        ({ clientTransactionId, amount, currencyCode }) => ({ clientTransactionId, amount, currencyCode }),
      );
      return { requests: vendor.calls.length, orders };
    },
    async pay(sessionTokenId) {
      const page = `${vendor.basePath}/Pay/?sessionToken=${encodeURIComponent(sessionTokenId)}`;
      const answer = await fetch(page, { redirect: 'manual' });
      return new URL(answer.headers.get('location')!).search;
    },
    refuseNext: () => vendor.act('fail-next'),
  };
};
