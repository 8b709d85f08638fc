import { counted, numberOf, type ProviderPage, rowsOf, withLast } from '../../core/facts.js';
import type { CommerceConnectProvider } from './provider.js';

const states: Readonly<Record<string, string>> = {
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
    const latest = rowsOf(latestOrders);
    const total = numberOf(orders);
    const refusals = numberOf(failuresToCome);
    return [
      { name: 'Merchant', text: `${merchantId}` },
      {
        name: 'Payments',
        text: withLast(`${total}`, total, latest.length),
        items: latest.map(payment).reverse(),
      },
      ...(refusals === 0
        ? []
        : [{ name: 'To come', text: `${counted(refusals, 'call')} refused inside 200`, isBad: true }]),
    ];
  },
};

function payment(order: Readonly<Record<string, unknown>>): string {
  const { clientTransactionId, amount, currencyCode, status, refunds } = order;
  const refunded = numberOf(refunds) === 0 ? '' : `, ${counted(numberOf(refunds), 'refund')}`;
  return `${clientTransactionId}: ${amount} ${currencyCode}, ${states[`${status}`] ?? status}${refunded}`;
}
