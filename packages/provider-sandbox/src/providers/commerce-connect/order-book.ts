import { REMEMBERED } from '../../core/lru-map.js';
import type { SandboxClock } from '../../core/provider.js';
import type { Random } from '../../core/random.js';
import type { TransactionStatus } from './codes.js';

/** An amount as text, in hundredths. A `%` at its end, which the description lets pass, is not looked at. */
export function hundredthsOf(amount: string): number {
  return Math.round(Number(amount.replace('%', '')) * 100);
}

/** With two decimals, as the gateway writes amounts. */
export function amountOf(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** What the customer pays on top. 2 per cent and 18 per cent of those fit the description's example; inferred. */
export function feesOf(hundredths: number): { readonly fee: number; readonly tax: number } {
  const fee = Math.round(hundredths * 0.02);
  return { fee, tax: Math.round(fee * 0.18) };
}

/** As the gateway writes times: without a zone. That it is UTC is inferred. */
export function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1).replace('T', ' ')}0`;
}

/** What the sandbox reads of a payment that fits the description, a `PaymentRequest`. */
export interface Payment {
  readonly resultURL: string;
  readonly transactionDetails: {
    readonly amount: string;
    readonly currencyCode: string;
    readonly clientTransactionId: string;
    readonly transactionType: string;
  };
  /** Comes back with the result. */
  readonly udf?: Readonly<Record<string, string>>;
}

/** A payment, from its session on. */
export interface Order {
  readonly payment: Payment;
  readonly sessionTokenId: string;
  readonly fpTransactionId: string;
  status: TransactionStatus;
  /** Of the last change of `status`. */
  changedMs: number;
  /** In hundredths. */
  balance: number;
  inquiries: number;
  readonly refunds: Refund[];
}

/** What was given back of a sale; in hundredths. */
export interface Refund {
  readonly merchantTxnId: string;
  readonly amount: number;
  readonly atMs: number;
}

/** How an inquiry or a refund names a sale: by one id or by both. */
interface SaleIds {
  readonly merchantTxnId?: unknown;
  readonly fpTransactionId?: unknown;
}

/** What the gateway knows of the last 10,000 payments; those before are as if they had never been. */
export interface OrderBook {
  /** @returns `undefined` when its `clientTransactionId` is used already. */
  open(payment: Payment): Order | undefined;
  /** The sale that all the ids which are there, and not empty, name. */
  find(ids: SaleIds): Order | undefined;
  ofSession(sessionTokenId: string): Order | undefined;
  /** The customer pays, or fails to; nothing, when that was decided before. */
  settle(order: Order, status: 'SUCCESS' | 'FAILED'): void;
  /** @returns whether it could be: the sale was paid, and this is left of it. */
  refund(order: Order, amount: number): boolean;
  /** How many were opened. */
  readonly opened: number;
  /** The last ones that were opened, the latest last. */
  latest(count: number): readonly Order[];
  /** In the order in which they were opened. */
  all(): Iterable<Order>;
}

/** Makes a book without payments. @param random Of the sessions. */
export function createOrderBook(clock: SandboxClock, random: Random): OrderBook {
  /** In the order in which they were opened. */
  const orders = new Map<string, Order>();
  const byGatewayId = new Map<string, Order>();
  const bySession = new Map<string, Order>();
  let opened = 0;
  let refunds = 0;

  function forgetOldest(): void {
    const [oldest] = orders.values();
    if (oldest === undefined || orders.size <= REMEMBERED) return;
    orders.delete(oldest.payment.transactionDetails.clientTransactionId);
    byGatewayId.delete(oldest.fpTransactionId);
    bySession.delete(oldest.sessionTokenId);
  }

  return {
    open(payment) {
      const { amount, clientTransactionId } = payment.transactionDetails;
      if (orders.has(clientTransactionId)) return undefined;
      opened += 1;
      const day = timeText(clock.nowMs()).slice(0, 10).replaceAll('-', '');
      const order: Order = {
        payment,
        sessionTokenId: random.text(32, '0123456789abcdef'),
        fpTransactionId: `${day}${`${opened}`.padStart(8, '0')}`,
        ...{ status: 'PENDING', changedMs: clock.nowMs(), inquiries: 0, refunds: [] },
        balance: hundredthsOf(amount),
      };
      orders.set(clientTransactionId, order);
      byGatewayId.set(order.fpTransactionId, order);
      bySession.set(order.sessionTokenId, order);
      forgetOldest();
      return order;
    },
    find({ merchantTxnId = '', fpTransactionId = '' }) {
      const own = orders.get(`${merchantTxnId}`);
      const gateways = byGatewayId.get(`${fpTransactionId}`);
      if (merchantTxnId === '') return gateways;
      return fpTransactionId === '' || own === gateways ? own : undefined;
    },
    ofSession: (sessionTokenId) => bySession.get(sessionTokenId),
    settle(order, status) {
      if (order.status !== 'PENDING') return;
      order.status = status;
      order.changedMs = clock.nowMs();
    },
    refund(order, amount) {
      if (order.status !== 'SUCCESS' || !(amount > 0 && amount <= order.balance)) return false;
      refunds += 1;
      order.balance -= amount;
      order.refunds.push({ merchantTxnId: `REFUND-${refunds}`, amount, atMs: clock.nowMs() });
      return true;
    },
    get opened() {
      return opened;
    },
    latest: (count) => [...orders.values()].slice(-count),
    all: () => orders.values(),
  };
}
