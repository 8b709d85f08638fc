import { type Bytes, fromBase64, toBase64, utf8 } from '../crypto/bytes.js';
import { bytesOf } from '../crypto/secret-key.js';

type CryptoKey = Awaited<ReturnType<typeof globalThis.crypto.subtle.importKey>>;

/** Encrypts what others can read, and tells what others have changed. */
export interface Seal {
  /** @param place What it is bound to: it opens there only. */
  close(text: string, place: string): Promise<string>;
  /** @returns `undefined` for what was not closed with this key for this place. */
  open(sealed: string, place: string): Promise<string | undefined>;
}

const IV_BYTES = 12;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit IV, which stands before the ciphertext.
 *
 * @param sealKey 32 bytes in base64.
 * @throws ConfigurationError for another key.
 */
export function aesGcmSeal(sealKey: string): Seal {
  const { crypto } = globalThis;
  const raw = bytesOf('sealKey', sealKey, 32);
  let imported: CryptoKey | undefined;
  // The key is kept, and no promise of it: that would belong to the request which was the first to need it.
  const key = async (): Promise<CryptoKey> => {
    imported ??= await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
    return imported;
  };
  const parameters = (iv: Bytes, place: string) => ({ name: 'AES-GCM', iv, additionalData: utf8(place) });
  return {
    async close(text, place) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const ciphertext = await crypto.subtle.encrypt(parameters(iv, place), await key(), utf8(text));
      return toBase64(new Uint8Array([...iv, ...new Uint8Array(ciphertext)]));
    },
    async open(sealed, place) {
      const bytes = fromBase64(sealed) ?? new Uint8Array();
      const iv = bytes.slice(0, IV_BYTES);
      const content = crypto.subtle.decrypt(parameters(iv, place), await key(), bytes.slice(IV_BYTES));
      return content.then(
        (text) => new TextDecoder().decode(text),
        () => undefined,
      );
    },
  };
}
