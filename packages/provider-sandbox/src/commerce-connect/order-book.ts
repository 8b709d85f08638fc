import type { SandboxClock } from '../core/contract.js';
import type { Random } from '../core/random.js';
import { statusCodes, type TransactionStatus } from './codes.js';
import { amountOf, feesOf, hundredthsOf } from './money.js';

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

export interface Refund {
  readonly merchantTxnId: string;
  readonly amount: number;
  readonly atMs: number;
}

/** How an inquiry or a refund names a sale: by one id or by both. */
export interface SaleIds {
  readonly merchantTxnId?: unknown;
  readonly fpTransactionId?: unknown;
}

/** What the gateway knows of payments. */
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
  readonly all: readonly Order[];
}

export function createOrderBook(clock: SandboxClock, random: Random): OrderBook {
  const orders = new Map<string, Order>();
  const byGatewayId = new Map<string, Order>();
  const bySession = new Map<string, Order>();
  let refunds = 0;
  return {
    open(payment) {
      const { amount, clientTransactionId } = payment.transactionDetails;
      if (orders.has(clientTransactionId)) return undefined;
      const day = timeText(clock.nowMs()).slice(0, 10).replaceAll('-', '');
      const order: Order = {
        payment,
        sessionTokenId: random.text(32, '0123456789abcdef'),
        fpTransactionId: `${day}${(orders.size + 1).toString().padStart(8, '0')}`,
        ...{ status: 'PENDING', changedMs: clock.nowMs(), inquiries: 0, refunds: [] },
        balance: hundredthsOf(amount),
      };
      orders.set(clientTransactionId, order);
      byGatewayId.set(order.fpTransactionId, order);
      bySession.set(order.sessionTokenId, order);
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
    get all() {
      return [...orders.values()];
    },
  };
}

/** A sale in the members that an inquiry and a result have in common. */
export function saleOf({ payment, status, changedMs, balance }: Order): Record<string, unknown> {
  const { amount, currencyCode, clientTransactionId, transactionType } = payment.transactionDetails;
  const { fee, tax } = feesOf(hundredthsOf(amount));
  return {
    merchantTxnId: clientTransactionId,
    transactionType,
    baseCurrency: currencyCode,
    transactionCurrency: currencyCode,
    baseAmount: amount,
    transactionAmount: amountOf(hundredthsOf(amount) + fee + tax),
    balanceAmount: amountOf(balance),
    paymentMethod: 'NETBANKING',
    transactionStatus: status,
    transactionStatusCode: statusCodes[status],
    transactionStatusDescription: '',
    transactionDateTime: timeText(changedMs),
    ...freeFieldsOf(payment),
  };
}

/** Only these: the description lets a payment have any other member as well. */
function freeFieldsOf({ udf = {} }: Payment): Record<string, unknown> {
  return Object.fromEntries(Object.entries(udf).filter(([name]) => /^udf\d+$/.test(name)));
}

/** As the gateway writes times: without a zone. That it is UTC is inferred. */
export function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1).replace('T', ' ')}0`;
}
