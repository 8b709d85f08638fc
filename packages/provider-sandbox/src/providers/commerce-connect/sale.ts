import { statusCodes } from './codes.js';
import { amountOf, feesOf, hundredthsOf, timeText } from './formats.js';
import type { Order, Payment } from './order-book.js';

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
