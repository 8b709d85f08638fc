import { shortened } from '../../core/facts.js';
import type { Order } from './order-book.js';

/** What may be seen of a merchant. */
export type CommerceConnectState = {
  readonly merchantId: string;
  /** How many payments were begun. */
  readonly orders: number;
  /** The last 20 of them, the latest last. */
  readonly latestOrders: readonly ShownOrder[];
  /** How many calls the action `fail-next` still has refused. */
  readonly failuresToCome: number;
};

/** What may be seen of a payment. */
export type ShownOrder = {
  /** The id that the merchant gave it. */
  readonly clientTransactionId: string;
  /** The id that the gateway gave it. */
  readonly fpTransactionId: string;
  /** First four characters of the session token, and `…`. */
  readonly session: string;
  /** `PENDING` until the customer pays, or fails to. */
  readonly status: 'SUCCESS' | 'PENDING' | 'FAILED';
  /** As the merchant wrote it. */
  readonly amount: string;
  readonly currencyCode: string;
  /** How many refunds there were. */
  readonly refunds: number;
};

/** Without what opens its session. */
export function shownOrder({ payment, sessionTokenId, fpTransactionId, status, refunds }: Order): ShownOrder {
  const { amount, currencyCode, clientTransactionId } = payment.transactionDetails;
  const session = shortened(sessionTokenId);
  return {
    ...{ clientTransactionId, fpTransactionId, session, status, amount, currencyCode },
    refunds: refunds.length,
  };
}
