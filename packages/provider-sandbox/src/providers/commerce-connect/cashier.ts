import type { SandboxAnswer } from '../../core/provider.js';
import { resultOf } from './answers.js';
import { codes, Refused } from './codes.js';
import { encrypt, type MerchantOptions } from './merchant.js';
import type { OrderBook } from './order-book.js';

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

/** The customer pays, or fails to: see `CommerceConnectProvider`. */
export async function pay(
  merchant: MerchantOptions,
  orders: OrderBook,
  sessionTokenId: string,
  status: 'SUCCESS' | 'FAILED' = 'SUCCESS',
): Promise<PaymentReturn> {
  const order = orders.ofSession(sessionTokenId);
  if (order === undefined) throw new RangeError('pay: there is no such session');
  orders.settle(order, status);
  const { merchantId } = merchant;
  const encData = await encrypt(JSON.stringify(resultOf(order, merchantId)), merchant);
  const members = { encData, fpTxnId: order.fpTransactionId, merchantId };
  const url = new URL(order.payment.resultURL);
  for (const [name, value] of Object.entries(members)) url.searchParams.set(name, value);
  return { url: url.href, ...members };
}

/**
 * The page that the browser opens, without a page: whoever opens it pays, and is sent back.
 *
 * @throws Refused when there is no such session.
 */
export async function paymentPage(
  merchant: MerchantOptions,
  orders: OrderBook,
  query: URLSearchParams,
): Promise<SandboxAnswer> {
  const sessionTokenId = query.get('sessionToken') ?? '';
  if (orders.ofSession(sessionTokenId) === undefined) throw new Refused(codes.sessionUnknown);
  const { url } = await pay(merchant, orders, sessionTokenId);
  return { status: 302, headers: { location: url }, body: '' };
}
