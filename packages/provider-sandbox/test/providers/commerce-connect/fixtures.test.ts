import { getToken, getTxnInquiryDetail } from '@acme/commerce-connect-client';
import { merchant, payment } from './support.js';

const orders = [
  { clientTransactionId: 'ORDER-1', amount: '100.00', refunds: ['10.00', '5.5'] },
  { clientTransactionId: 'ORDER-2', amount: '7', currencyCode: 'EUR', status: 'PENDING' },
  { clientTransactionId: 'ORDER-3', amount: '7', status: 'FAILED' },
] as const;

async function inquiry({ auth, configuration }: ReturnType<typeof merchant>, merchantTxnId: string) {
  return getTxnInquiryDetail(configuration, await auth.inquiryRequest({ merchantTxnId }));
}

describe('payments of your own', () => {
  test('are found by an inquiry, with their status and refunds', async () => {
    const at = merchant({ fixtures: { orders } });
    const first = await inquiry(at, 'ORDER-1');
    expect(first.saleTxnDetail).toMatchObject({ transactionStatus: 'SUCCESS', balanceAmount: '84.50' });
    expect(first.refundTxnDetail?.map(({ baseAmount }) => baseAmount)).toEqual(['10.00', '5.50']);
    expect((await inquiry(at, 'ORDER-2')).saleTxnDetail).toMatchObject({
      ...{ transactionStatus: 'PENDING', baseCurrency: 'EUR' },
    });
    expect((await inquiry(at, 'ORDER-3')).saleTxnDetail).toMatchObject({ transactionStatus: 'FAILED' });
  });

  test('are paid by the action pay-all if they are pending', async () => {
    const at = merchant({ fixtures: { orders } });
    at.provider.actions['pay-all']();
    expect((await inquiry(at, 'ORDER-2')).saleTxnDetail).toMatchObject({ transactionStatus: 'SUCCESS' });
    expect((await inquiry(at, 'ORDER-3')).saleTxnDetail).toMatchObject({ transactionStatus: 'FAILED' });
  });

  test('use up their ids', async () => {
    const at = merchant({ fixtures: { orders: [{ clientTransactionId: 'ORDER-1001', amount: '1' }] } });
    await expect(getToken(at.configuration, await at.auth.tokenRequest(payment))).rejects.toThrow();
  });

  test('replace all others while a program runs', async () => {
    const at = merchant();
    await at.order();
    at.provider.loadFixtures({ orders });
    expect(at.provider.state().orders).toBe(3);
    await expect(inquiry(at, 'ORDER-1001')).rejects.toThrow();
    expect((await inquiry(at, 'ORDER-1')).saleTxnDetail).toBeDefined();
  });

  test.each([
    [[orders[0], orders[0]], 'orders[1].clientTransactionId'],
    [[{ ...orders[1], refunds: ['1'] }], 'orders[0].refunds'],
    [[{ ...orders[0], refunds: ['60', '50'] }], 'orders[0].refunds'],
    [[{ ...orders[0], refunds: ['1', '0.00'] }], 'orders[0].refunds[1]'],
    [[{ ...orders[0], resultURL: 'javascript:alert(1)' }], 'orders[0].resultURL'],
  ])('are refused by path if a part does not fit: %#', (wrong, path) => {
    expect(() => merchant({ fixtures: { orders: wrong } })).toThrow(path);
  });
});
