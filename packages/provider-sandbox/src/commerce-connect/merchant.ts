/** As the gateway issues them: key (32 bytes) and initialization vector (16 bytes), both in base64. */
export interface MerchantOptions {
  readonly merchantId: string;
  readonly key: string;
  readonly iv: string;
}

export type Keys = Pick<MerchantOptions, 'key' | 'iv'>;

/** What a HMAC covers besides the merchant: the very texts of the payment's JSON. */
export interface SignedTexts {
  readonly clientTransactionId: string;
  readonly amount: string;
  readonly currencyCode: string;
}

/** AES-256-CBC with PKCS#7 padding over UTF-8. @returns base64. @throws RangeError for a key or IV of another length. */
export async function encrypt(text: string, keys: Keys): Promise<string> {
  const { key, algorithm } = await aes(keys);
  const bytes = await crypto.subtle.encrypt(algorithm, key, new TextEncoder().encode(text));
  return toBase64(new Uint8Array(bytes));
}

/** @returns `undefined` for what is not base64, not encrypted under this key, or no UTF-8. */
export async function decrypt(base64: string, keys: Keys): Promise<string | undefined> {
  try {
    const { key, algorithm } = await aes(keys);
    const bytes = await crypto.subtle.decrypt(algorithm, key, fromBase64(base64));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * HMAC-SHA512 over merchantId, clientTransactionId, amount, currencyCode and the key, keyed with the key: with its
 * base64 text both times. Known from one public client, not from the vendor.
 *
 * @returns lower-case hex.
 */
export async function hmacOf(texts: SignedTexts, merchant: MerchantOptions): Promise<string> {
  const { merchantId, key } = merchant;
  const message = merchantId + texts.clientTransactionId + texts.amount + texts.currencyCode + key;
  const mac = await crypto.subtle.sign('HMAC', await hmacKey(merchant), new TextEncoder().encode(message));
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @returns whether these are base64 of 32 and of 16 bytes. */
export function areKeys({ key, iv }: Keys): boolean {
  try {
    return fromBase64(key).length === 32 && fromBase64(iv).length === 16;
  } catch {
    return false;
  }
}

// Both Node's types and those of browsers have this, and neither by a name that the other has.
type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

interface Aes {
  readonly key: ImportedKey;
  readonly algorithm: { readonly name: 'AES-CBC'; readonly iv: Uint8Array<ArrayBuffer> };
}

const aes = once(async (keys): Promise<Aes> => {
  if (!areKeys(keys)) throw new RangeError('key must be base64 of 32 bytes, iv of 16');
  const bytes = fromBase64(keys.key);
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-CBC', false, ['encrypt', 'decrypt']);
  return { key, algorithm: { name: 'AES-CBC', iv: fromBase64(keys.iv) } };
});

const hmacKey = once(({ key }): Promise<ImportedKey> => {
  const algorithm = { name: 'HMAC', hash: 'SHA-512' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(key), algorithm, false, ['sign']);
});

/** Once for each merchant: to import a key takes as long as to use it. */
function once<Made>(make: (keys: Keys) => Made): (keys: Keys) => Made {
  const known = new WeakMap<Keys, Made>();
  return (keys) => {
    const made = known.get(keys) ?? make(keys);
    known.set(keys, made);
    return made;
  };
}

/** Strict: `atob` lets white space and missing padding pass. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new RangeError('this is not base64');
  return bytes;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
