import { counted, type ProviderPage, withLast } from '../../core/facts.js';
import type { CommerceConnectProvider } from './provider.js';
import type { ShownOrder } from './state.js';

const states: Readonly<Record<ShownOrder['status'], string>> = {
  PENDING: 'waits for the customer',
  SUCCESS: 'paid',
  FAILED: 'failed',
};

/** What the page says of it. */
export const commerceConnectPage: ProviderPage<CommerceConnectProvider> = {
  title: 'Commerce Connect',
  actions: {
    'fail-next': 'Refuse the next call',
    'pay-all': 'Let all customers pay',
  },
  tells: ['merchantId', 'orders', 'latestOrders', 'failuresToCome'],
  facts({ merchantId, orders, latestOrders, failuresToCome }) {
    const toCome = `${counted(failuresToCome, 'call')} refused inside 200`;
    return [
      { name: 'Merchant', text: merchantId },
      {
        name: 'Payments',
        text: withLast(`${orders}`, orders, latestOrders.length),
        items: latestOrders.map(payment).reverse(),
      },
      ...(failuresToCome === 0 ? [] : [{ name: 'To come', text: toCome, isBad: true }]),
    ];
  },
};

function payment({ clientTransactionId, amount, currencyCode, status, refunds }: ShownOrder): string {
  const refunded = refunds === 0 ? '' : `, ${counted(refunds, 'refund')}`;
  return `${clientTransactionId}: ${amount} ${currencyCode}, ${states[status]}${refunded}`;
}
