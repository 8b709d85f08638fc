import { redacted } from '../redacted.js';
import type { Bytes } from './bytes.js';

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
