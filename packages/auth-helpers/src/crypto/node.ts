import type { KeyObject } from 'node:crypto';
import { DecryptError } from '../errors.js';
import type { CryptoBackend } from './backend.js';
import type { Bytes } from './bytes.js';
import type { SecretKey } from './secret-key.js';

/**
 * @returns `undefined` where there is no `node:crypto`. It is not imported, as browsers and bundlers for them fail on
 * an import that they cannot resolve.
 */
export function nodeBackend(): CryptoBackend | undefined {
  const crypto = globalThis.process?.getBuiltinModule?.('node:crypto');
  if (crypto === undefined) return undefined;
  const { createCipheriv, createDecipheriv, createHmac, createSecretKey, timingSafeEqual } = crypto;
  const imported = new WeakMap<SecretKey, KeyObject>();
  const keyObject = (key: SecretKey): KeyObject => {
    const known = imported.get(key) ?? createSecretKey(key.reveal());
    imported.set(key, known);
    return known;
  };
  const aes = (key: SecretKey): string => `aes-${key.reveal().length * 8}-cbc`;
  return {
    async encrypt(key, iv, plaintext) {
      const cipher = createCipheriv(aes(key), keyObject(key), iv);
      return joined(cipher.update(plaintext), cipher.final());
    },
    async decrypt(key, iv, ciphertext) {
      try {
        const decipher = createDecipheriv(aes(key), keyObject(key), iv);
        return joined(decipher.update(ciphertext), decipher.final());
      } catch {
        throw new DecryptError();
      }
    },
    async hmac(key, message) {
      const hash = key.algorithm === 'HMAC-SHA-256' ? 'sha256' : 'sha512';
      return new Uint8Array(createHmac(hash, keyObject(key)).update(message).digest());
    },
    isEqual: (one, other) => one.length === other.length && timingSafeEqual(one, other),
  };
}

function joined(start: Uint8Array, end: Uint8Array): Bytes {
  const bytes = new Uint8Array(start.length + end.length);
  bytes.set(start);
  bytes.set(end, start.length);
  return bytes;
}
