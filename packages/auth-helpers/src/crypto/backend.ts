import type { Bytes } from './bytes.js';
import type { SecretKey } from './secret-key.js';

/**
 * The cryptography of a platform. All give the same results, byte for byte. A text stands for its UTF-8; where text
 * goes in and out, `node:crypto` makes it faster than we could.
 */
export interface CryptoBackend {
  /**
   * AES-128 or AES-256, by the length of the key, in CBC mode with PKCS#7 padding. `iv` has 16 bytes.
   *
   * @returns base64 as `toBase64` writes it, or hex as `toHex`.
   */
  encrypt(key: SecretKey, iv: Bytes, plaintext: Bytes | string, encoding: 'base64' | 'hex'): Promise<string>;
  /** @returns `undefined`, whatever is wrong with `ciphertext`: so its caller has one place that fails. */
  decrypt(key: SecretKey, iv: Bytes, ciphertext: Bytes): Promise<Bytes | undefined>;
  /** HMAC (RFC 2104) with the hash of the key's algorithm. */
  hmac(key: SecretKey, message: Bytes): Promise<Bytes>;
  /** The same as lower-case hex. */
  hmacHex(key: SecretKey, message: Bytes | string): Promise<string>;
  /** In a time that depends on the lengths alone. */
  isEqual(one: Bytes, other: Bytes): boolean;
}
