import { createRandom } from '../../../src/core/random.js';
import { createOrderBook, type Payment } from '../../../src/providers/commerce-connect/order-book.js';

function book() {
  const clock = { nowMs: () => Date.UTC(2026, 0, 1), advance: () => undefined };
  const orders = createOrderBook(clock, createRandom(1, 'test'));
  const open = (number: number) => {
    const transactionDetails = {
      ...{ amount: '1.00', currencyCode: 'INR', transactionType: 'SALE' },
      clientTransactionId: `ORDER-${number}`,
    };
    const payment: Payment = { resultURL: 'https://shop.example.com/paid', transactionDetails };
    return orders.open(payment);
  };
  return { orders, open };
}

test('of payments the last 10,000 are remembered, and all are counted', () => {
  const { orders, open } = book();
  const [first, second] = [open(1)!, open(2)!];
  for (let number = 3; number <= 10_001; number += 1) open(number);
  const ids = { merchantTxnId: 'ORDER-1' };
  expect(orders.find(ids)).toBeUndefined();
  expect(orders.find({ fpTransactionId: first.fpTransactionId })).toBeUndefined();
  expect(orders.ofSession(first.sessionTokenId)).toBeUndefined();
  expect(orders.ofSession(second.sessionTokenId)).toBe(second);
  expect([orders.opened, [...orders.all()].length]).toEqual([10_001, 10_000]);
  expect(open(10_002)?.fpTransactionId).toBe('2026010100010002');
});

test('the latest payments come last', () => {
  const { orders, open } = book();
  const all = [1, 2, 3].map((number) => open(number));
  expect(orders.latest(2)).toEqual(all.slice(1));
  expect(orders.latest(20)).toEqual(all);
});
