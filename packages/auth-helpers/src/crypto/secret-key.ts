import { ConfigurationError } from '../errors.js';
import { redacted } from '../redacted.js';
import { type Bytes, fromBase64 } from './bytes.js';

/** What a key is for; with another algorithm it cannot be used. */
export type KeyAlgorithm = 'AES-CBC' | 'HMAC-SHA-256' | 'HMAC-SHA-512';

/**
 * A key that nothing prints. Backends import it once and keep the imported key for as long as this object lives.
 */
export class SecretKey {
  readonly algorithm: KeyAlgorithm;
  readonly #bytes: Bytes;

  /** @param bytes Of AES, 16 or 32: who makes the key has checked that. */
  constructor(algorithm: KeyAlgorithm, bytes: Bytes) {
    this.algorithm = algorithm;
    this.#bytes = bytes.slice();
    redacted(this);
  }

  /** For the import by a backend. */
  reveal(): Bytes {
    return this.#bytes;
  }
}

/**
 * The bytes of a key or an IV that is given in base64. A text is never made a key in any other way: no hashing, no
 * derivation, no padding with zeros.
 *
 * @throws ConfigurationError when it is not canonical base64 of just `length` bytes.
 */
export function bytesOf(option: string, base64: string, length: number): Bytes {
  const bytes = typeof base64 === 'string' ? fromBase64(base64) : undefined;
  if (bytes?.length === length) return bytes;
  throw new ConfigurationError(
    `${option} must be ${length} bytes in base64, with padding and no white space`,
  );
}
