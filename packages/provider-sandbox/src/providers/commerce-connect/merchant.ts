import { type AesCbc, aesCbc, fromBase64, toBase64 } from '../../core/bytes.js';
import { once } from '../../core/once.js';
import type { Payment } from './order-book.js';

/** As the gateway issues them to a merchant. */
export interface MerchantOptions {
  /** In all calls, and part of what a HMAC covers. */
  readonly merchantId: string;
  /** In base64: 32 bytes for AES-256-CBC. Its base64 text is the key of the HMAC too. */
  readonly key: string;
  /** Initialization vector, in base64: 16 bytes. */
  readonly iv: string;
}

/** What a text is encrypted with. */
export type Keys = Pick<MerchantOptions, 'key' | 'iv'>;

/** AES-256-CBC with PKCS#7 padding over UTF-8. @returns base64. @throws RangeError for a key or IV of another length. */
export async function encrypt(text: string, keys: Keys): Promise<string> {
  if (!areKeys(keys)) throw new RangeError('key must be base64 of 32 bytes, iv of 16');
  return toBase64(await cipherOf(keys).encrypt(text));
}

/** @returns `undefined` for keys of another length, and for what is not base64, not encrypted under them, or no UTF-8. */
export async function decrypt(base64: string, keys: Keys): Promise<string | undefined> {
  const bytes = fromBase64(base64);
  return bytes !== undefined && areKeys(keys) ? cipherOf(keys).decrypt(bytes) : undefined;
}

/**
 * HMAC-SHA512 over merchantId, clientTransactionId, amount, currencyCode and the key, keyed with the key: with its
 * base64 text both times. Known from one public client, not from the vendor.
 *
 * @param payment The very texts of its JSON.
 * @returns lower-case hex.
 */
export async function hmacOf(
  { clientTransactionId, amount, currencyCode }: Payment['transactionDetails'],
  merchant: MerchantOptions,
): Promise<string> {
  const { merchantId, key } = merchant;
  const message = merchantId + clientTransactionId + amount + currencyCode + key;
  const mac = await crypto.subtle.sign('HMAC', await hmacKey(merchant), new TextEncoder().encode(message));
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @returns whether these are base64 of 32 and of 16 bytes. */
export function areKeys({ key, iv }: Keys): boolean {
  return fromBase64(key)?.length === 32 && fromBase64(iv)?.length === 16;
}

// Both Node's types and those of browsers have this, and neither by a name that the other has.
type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

// For each merchant: to import a key takes as long as to use it.
const cipherOf = once(({ key, iv }: Keys): AesCbc => aesCbc(fromBase64(key)!, fromBase64(iv)!));

const hmacKey = once(({ key }: Keys): Promise<ImportedKey> => {
  const algorithm = { name: 'HMAC', hash: 'SHA-512' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(key), algorithm, false, ['sign']);
});
