import type { SandboxAnswer } from '../../core/provider.js';
import { resultOf } from './answers.js';
import { codes, Refused } from './codes.js';
import { encrypt, type MerchantOptions } from './merchant.js';
import type { Order, OrderBook } from './order-book.js';

/** What comes back through the browser when the customer is done. */
export interface PaymentReturn {
  /** `resultURL` of the payment with the members below in its query. */
  readonly url: string;
  /** Base64 of a `PaymentResult`, encrypted. */
  readonly encData: string;
  /** The id that the gateway gave the payment. */
  readonly fpTxnId: string;
  /** Whose payment it was. */
  readonly merchantId: string;
}

/** What the customer does at the gateway. */
export interface Cashier {
  /** See `CommerceConnectProvider`. */
  pay(sessionTokenId: string, status?: 'SUCCESS' | 'FAILED'): Promise<PaymentReturn>;
  /**
   * The page that the browser opens, without a page: whoever opens it pays, and is sent back.
   *
   * @throws Refused when there is no such session.
   */
  page(query: URLSearchParams): Promise<SandboxAnswer>;
}

/** Makes the gateway's side of a payment in the browser, for the payments of a book. */
export function createCashier(merchant: MerchantOptions, orders: OrderBook): Cashier {
  async function returnOf(order: Order): Promise<PaymentReturn> {
    const { merchantId } = merchant;
    const encData = await encrypt(JSON.stringify(resultOf(order, merchantId)), merchant);
    const members = { encData, fpTxnId: order.fpTransactionId, merchantId };
    const url = new URL(order.payment.resultURL);
    for (const [name, value] of Object.entries(members)) url.searchParams.set(name, value);
    return { url: url.href, ...members };
  }

  return {
    async pay(sessionTokenId, status = 'SUCCESS') {
      const order = orders.ofSession(sessionTokenId);
      if (order === undefined) throw new RangeError('pay: there is no such session');
      orders.settle(order, status);
      return returnOf(order);
    },
    async page(query) {
      const order = orders.ofSession(query.get('sessionToken') ?? '');
      if (order === undefined) throw new Refused(codes.sessionUnknown);
      orders.settle(order, 'SUCCESS');
      const { url } = await returnOf(order);
      return { status: 302, headers: { location: url }, body: '' };
    },
  };
}
