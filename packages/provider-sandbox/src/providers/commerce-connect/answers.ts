import { json } from '../../core/body.js';
import type { SandboxAnswer } from '../../core/provider.js';
import { codes, type Refusal, statusCodes } from './codes.js';
import { amountOf, feesOf, hundredthsOf, type Order, timeText } from './order-book.js';

/**
 * A refusal where the operation has it: inside 200, below `response` or at the top. Where the description has no room
 * for one in its 200, it is a 400.
 */
export function refused(operationId: string | undefined, refusal: Refusal): SandboxAnswer {
  if (operationId === 'getToken') return json(200, { response: refusal });
  if (operationId === 'getTxnInquiryDetail' || operationId === 'refundTxnDetail') return json(200, refusal);
  return json(400, { response: refusal });
}

/** An `InquiryResponse`: the sale as it is now, and its refunds. */
export function inquiryOf(order: Order, merchantId: string): Record<string, unknown> {
  return {
    fpTransactionId: order.fpTransactionId,
    merchantId,
    saleTxnDetail: { ...saleOf(order), tranEnquiryCount: `${order.inquiries}` },
    refundTxnDetail: order.refunds.map(({ merchantTxnId, amount, atMs }) => ({
      merchantTxnId,
      transactionType: 'REFUND',
      baseCurrency: order.payment.transactionDetails.currencyCode,
      baseAmount: amountOf(amount),
      transactionStatus: 'SUCCESS',
      transactionStatusCode: '300',
      transactionDateTime: timeText(atMs),
    })),
  };
}

/** A `PaymentResult`, which comes back through the browser, encrypted. */
export function resultOf(order: Order, merchantId: string): Record<string, unknown> {
  const { fee, tax } = feesOf(hundredthsOf(order.payment.transactionDetails.amount));
  return {
    fpTransactionId: order.fpTransactionId,
    merchantId,
    ...saleOf(order),
    // Spelt so.
    resultUrl: order.payment.resultURL,
    convFee: amountOf(fee),
    taxFee: amountOf(tax),
    standingInstruction: false,
    sessionTokenId: order.sessionTokenId,
    ...(order.status === 'FAILED' ? { errorCode: codes.paymentFailed.errorCode } : {}),
  };
}

/** A sale in the members that an inquiry and a result have in common. */
function saleOf({ payment, status, changedMs, balance }: Order): Record<string, unknown> {
  const { amount, currencyCode, clientTransactionId, transactionType } = payment.transactionDetails;
  const { udf = {} } = payment;
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
    // Only these: the description lets a payment have any other member as well.
    ...Object.fromEntries(Object.entries(udf).filter(([name]) => /^udf\d+$/.test(name))),
  };
}
