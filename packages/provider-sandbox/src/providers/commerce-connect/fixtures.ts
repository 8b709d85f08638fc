import { itemsAtMost, text } from '../../core/fixture-schema.js';
import { type FixtureProblem, fixtureReader, type ReadFixtures, repeated } from '../../core/fixtures.js';
import { hundredthsOf, type OrderBook } from './order-book.js';

/** Your own payments: without them, there are none at the start. */
export interface CommerceConnectFixtures {
  /** Oldest first. Default: none. */
  readonly orders?: readonly CommerceConnectOrderFixture[] | undefined;
}

/** A payment that `getToken` has begun. */
export interface CommerceConnectOrderFixture {
  /** The id that the merchant gave it. */
  readonly clientTransactionId: string;
  /** Such as `100.00`. */
  readonly amount: string;
  /** Default: `INR`. */
  readonly currencyCode?: string | undefined;
  /** Default: `SUCCESS`. `PENDING` waits for the customer. */
  readonly status?: 'PENDING' | 'SUCCESS' | 'FAILED' | undefined;
  /** Where the customer is sent afterwards. Default: `https://shop.example.com/paid`. */
  readonly resultURL?: string | undefined;
  /** The amounts that were refunded, such as `10.00`. Only for `SUCCESS`. Default: none. */
  readonly refunds?: readonly string[] | undefined;
}

const amount = { type: 'string', pattern: '^[0-9]{1,12}(\\.[0-9]{1,2})?$' } as const;

/** Payments that a merchant can have at the same time. @throws FixtureError */
export const commerceConnectFixtures: ReadFixtures<CommerceConnectFixtures> =
  fixtureReader<CommerceConnectFixtures>(
    'commerce-connect',
    {
      type: 'object',
      additionalProperties: false,
      required: [],
      properties: {
        orders: {
          type: 'array',
          maxItems: itemsAtMost,
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['clientTransactionId', 'amount'],
            properties: {
              clientTransactionId: text,
              amount,
              currencyCode: { type: 'string', pattern: '^[A-Z]{3}$' },
              status: { type: 'string', enum: ['PENDING', 'SUCCESS', 'FAILED'] },
              resultURL: { type: 'string', format: 'uri', pattern: '^https?://' },
              refunds: { type: 'array', maxItems: 100, items: amount },
            },
          },
        },
      },
    },
    ({ orders = [] }) => [
      ...repeated('orders', 'clientTransactionId', orders, (order) => order.clientTransactionId),
      ...orders.flatMap(refundProblems),
    ],
  );

function refundProblems(order: CommerceConnectOrderFixture, at: number): FixtureProblem[] {
  const { status = 'SUCCESS', refunds = [] } = order;
  if (refunds.length === 0) return [];
  const path = `orders[${at}].refunds`;
  if (status !== 'SUCCESS') return [{ path, rule: 'needs the status SUCCESS' }];
  const none = refunds.findIndex((refund) => hundredthsOf(refund) === 0);
  if (none >= 0) return [{ path: `${path}[${none}]`, rule: 'must be more than 0' }];
  const sum = refunds.reduce((total, refund) => total + hundredthsOf(refund), 0);
  return sum > hundredthsOf(order.amount) ? [{ path, rule: 'must not be more than the amount' }] : [];
}

/** Begins, settles and refunds them in a book without payments. */
export function openOrders(book: OrderBook, { orders = [] }: CommerceConnectFixtures): void {
  for (const { clientTransactionId, amount, status = 'SUCCESS', refunds = [], ...rest } of orders) {
    const { currencyCode = 'INR', resultURL = 'https://shop.example.com/paid' } = rest;
    const transactionDetails = { amount, currencyCode, clientTransactionId, transactionType: 'SALE' };
    const order = book.open({ resultURL, transactionDetails });
    if (order === undefined || status === 'PENDING') continue;
    book.settle(order, status);
    for (const refund of refunds) book.refund(order, hundredthsOf(refund));
  }
}
