/**
 * Reads base64 (RFC 4648, section 4). Strict: `atob` lets white space, missing padding and odd last bits pass.
 *
 * @returns `undefined` for what is none; no bytes for `''`.
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
  return toBase64(bytes) === text ? bytes : undefined;
}

/** Writes base64 with padding, on one line. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Texts in UTF-8 under one key and one initialization vector. */
export interface AesCbc {
  encrypt(text: string): Promise<Uint8Array<ArrayBuffer>>;
  /** @returns `undefined` for what was not encrypted like this, or is no UTF-8. */
  decrypt(ciphertext: Uint8Array<ArrayBuffer>): Promise<string | undefined>;
}

/**
 * AES-CBC with PKCS#7 padding (NIST SP 800-38A; RFC 5652, section 6.3). The key is imported once, which takes as long
 * as to use it.
 *
 * @param key 16 or 32 bytes, which the caller has checked, as has been the vector: 16 bytes.
 */
export function aesCbc(key: Uint8Array<ArrayBuffer>, iv: Uint8Array<ArrayBuffer>): AesCbc {
  const algorithm = { name: 'AES-CBC', iv } as const;
  let imported: ReturnType<typeof crypto.subtle.importKey> | undefined;
  const importedKey = () => {
    imported ??= crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt', 'decrypt']);
    return imported;
  };

  return {
    async encrypt(text) {
      const bytes = new TextEncoder().encode(text);
      return new Uint8Array(await crypto.subtle.encrypt(algorithm, await importedKey(), bytes));
    },
    async decrypt(ciphertext) {
      const cryptoKey = await importedKey();
      try {
        const bytes = await crypto.subtle.decrypt(algorithm, cryptoKey, ciphertext);
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        return undefined;
      }
    },
  };
}
