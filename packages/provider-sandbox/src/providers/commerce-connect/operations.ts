import { json, jsonObject } from '../../core/body.js';
import type { SandboxAnswer, SandboxRequest } from '../../core/provider.js';
import type { Spec } from '../../openapi/spec.js';
import { inquiryOf } from './answers.js';
import { codes, Refused } from './codes.js';
import { asPayment, decryptedText, payloadOf } from './encrypted.js';
import { areKeys, encrypt, hmacOf, type MerchantOptions } from './merchant.js';
import { hundredthsOf, type Order, type OrderBook, type Payment } from './order-book.js';

/** Answers one operation, of which the request fits the description. @throws Refused */
export type Operate = (request: SandboxRequest) => Promise<SandboxAnswer>;

/** What the gateway does, by operationId. In which order it checks a request is inferred. */
export function createOperations(
  merchant: MerchantOptions,
  orders: OrderBook,
  spec: Spec,
): Readonly<Record<string, Operate>> {
  const { merchantId } = merchant;

  function checkMerchant({ headers }: SandboxRequest): void {
    if (headers.get('merchantid') !== merchantId) throw new Refused(codes.merchantWrong);
  }

  async function saleIn(request: SandboxRequest): Promise<{ sale: Order; amount: unknown }> {
    checkMerchant(request);
    const { amount, ...ids } = await payloadOf(request, merchant);
    const sale = orders.find(ids);
    if (sale === undefined) throw new Refused(codes.transactionUnknown);
    return { sale, amount };
  }

  return {
    async getToken(request) {
      const { headers } = request;
      // Whether they may be missing, the description has told.
      const fits = (name: string, value: string) => [null, value].includes(headers.get(name));
      if (!fits('keyvalue', merchant.key) || !fits('ivvalue', merchant.iv)) throw new Refused(codes.keyWrong);
      checkMerchant(request);
      const hmac = headers.get('hmac') ?? '';
      if (hmac === '') throw new Refused(codes.hmacEmpty);
      const payment = asPayment(await payloadOf(request, merchant), request, spec);
      if (hmac !== (await hmacOf(payment.transactionDetails, merchant))) throw new Refused(codes.hmacWrong);
      const order = orders.open(payment);
      if (order === undefined) throw new Refused(codes.idUsed);
      return json(200, { response: { sessionTokenId: order.sessionTokenId } });
    },

    async getTxnInquiryDetail(request) {
      const { sale } = await saleIn(request);
      sale.inquiries += 1;
      return json(200, inquiryOf(sale, merchantId));
    },

    async refundTxnDetail(request) {
      const { sale, amount } = await saleIn(request);
      if (typeof amount !== 'string' || !/^\d{1,12}(\.\d{1,2})?$/.test(amount)) {
        throw new Refused(codes.payloadInvalid, "amount must be a string such as '1.00'");
      }
      if (!orders.refund(sale, hundredthsOf(amount))) throw new Refused(codes.notRefundable);
      return json(200, inquiryOf(sale, merchantId));
    },

    async decryptMerchantResponse({ body }) {
      const result = await decryptedText(jsonObject(body)?.encData, merchant);
      if (result === undefined) throw new Refused(codes.undecryptable);
      return { ...json(200, {}), body: result };
    },

    async getHMAC({ body }) {
      const { transactionDetails } = jsonObject(body) as unknown as Payment;
      return json(200, { hmac: await hmacOf(transactionDetails, merchant) });
    },

    async encryptDataUsingAES({ headers, body }) {
      const keys = { key: headers.get('keyvalue') ?? '', iv: headers.get('ivvalue') ?? '' };
      if (!areKeys(keys)) throw new Refused(codes.keyWrong, 'base64 of 32 and of 16 bytes');
      const headersOfText = { 'content-type': 'text/plain' };
      return { status: 200, headers: headersOfText, body: await encrypt(body, keys) };
    },
  };
}
