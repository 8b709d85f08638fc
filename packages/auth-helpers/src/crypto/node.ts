import type { Hmac, KeyObject } from 'node:crypto';
import type { CryptoBackend } from './backend.js';
import type { Bytes } from './bytes.js';
import type { SecretKey } from './secret-key.js';

/**
 * @returns `undefined` where there is no `node:crypto`. It is not imported, as browsers and bundlers for them fail on
 * an import that they cannot resolve.
 */
export function nodeBackend(): CryptoBackend | undefined {
  const crypto = nodeCrypto();
  if (crypto === undefined) return undefined;
  const { createCipheriv, createDecipheriv, createHmac, createSecretKey, timingSafeEqual } = crypto;
  const { Buffer } = globalThis.process.getBuiltinModule('node:buffer');
  const imported = new WeakMap<SecretKey, KeyObject>();

  function keyObject(key: SecretKey): KeyObject {
    const known = imported.get(key);
    if (known !== undefined) return known;
    const made = createSecretKey(key.reveal());
    imported.set(key, made);
    return made;
  }

  function aes(key: SecretKey): string {
    return key.reveal().length === 16 ? 'aes-128-cbc' : 'aes-256-cbc';
  }

  function mac(key: SecretKey, message: Bytes | string): Hmac {
    return createHmac(key.algorithm === 'HMAC-SHA-256' ? 'sha256' : 'sha512', keyObject(key)).update(message);
  }

  return {
    async encrypt(key, iv, plaintext, encoding) {
      const cipher = createCipheriv(aes(key), keyObject(key), iv);
      // workerd takes no text without its encoding.
      const start =
        typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext);
      return Buffer.concat([start, cipher.final()]).toString(encoding);
    },
    async decrypt(key, iv, ciphertext) {
      try {
        const decipher = createDecipheriv(aes(key), keyObject(key), iv);
        return joined(decipher.update(ciphertext), decipher.final());
      } catch {
        return undefined;
      }
    },
    async hmac(key, message) {
      return new Uint8Array(mac(key, message).digest());
    },
    async hmacHex(key, message) {
      return mac(key, message).digest('hex');
    },
    isEqual: (one, other) => one.length === other.length && timingSafeEqual(one, other),
  };
}

function nodeCrypto(): typeof import('node:crypto') | undefined {
  try {
    return globalThis.process?.getBuiltinModule?.('node:crypto');
  } catch {
    // The edge runtime of Next.js has the function, and it throws.
    return undefined;
  }
}

/** In memory of its own, not in the pool that Buffers share. */
function joined(start: Uint8Array, end: Uint8Array): Bytes {
  const bytes = new Uint8Array(start.length + end.length);
  bytes.set(start);
  bytes.set(end, start.length);
  return bytes;
}
