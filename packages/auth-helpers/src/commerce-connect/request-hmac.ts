import { ConfigurationError } from '../errors.js';
import type { MerchantKey } from './merchant-key.js';

/** What the HMAC covers, besides the key: texts, each the very text that is in the JSON of the payment. */
export interface SignedFields {
  readonly merchantId: string;
  readonly clientTransactionId: string;
  /** Such as `1.00`, which is another amount to the HMAC than `1` is. */
  readonly amount: string;
  readonly currencyCode: string;
}

/** In this order. */
const SIGNED = ['merchantId', 'clientTransactionId', 'amount', 'currencyCode'] as const;

/**
 * The `HMAC` header of `getToken`: HMAC-SHA512, keyed with the base64 text of the key, over merchantId,
 * clientTransactionId, amount, currencyCode and that text, joined without a separator. Known from one public client,
 * not from the vendor: try it in the test environment first.
 *
 * @returns lower-case hex.
 * @throws ConfigurationError when a field is no text, or empty. A number has no one text: 1.50 would be signed as 1.5.
 */
export async function requestHmac(fields: SignedFields, key: MerchantKey): Promise<string> {
  let message = '';
  for (const name of SIGNED) {
    const value = fields[name];
    if (typeof value !== 'string' || value === '') {
      throw new ConfigurationError(`${name} must be a string that is not empty; write a number as '1.00'`);
    }
    message += value;
  }
  return key.sign(message);
}
