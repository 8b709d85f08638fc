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
