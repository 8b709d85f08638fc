import { type Bytes, fromBase64, utf8 } from '../crypto/bytes.js';
import { cryptoBackend } from '../crypto/platform.js';
import { bytesOf, SecretKey } from '../crypto/secret-key.js';
import { DecryptError } from '../errors.js';
import { redacted } from '../redacted.js';

/** As Fiserv issues them to a merchant: key (32 bytes) and initialization vector (16 bytes), both in base64. */
export interface MerchantKeyOptions {
  readonly key: string;
  readonly iv: string;
}

/** Of AES. */
const BLOCK_BYTES = 16;

/**
 * Key and IV of a merchant. Make it once and keep it: keys are imported into the platform's cryptography once for
 * each of these. Printing it shows nothing.
 */
export class MerchantKey {
  readonly #aes: SecretKey;
  readonly #iv: Bytes;
  readonly #mac: SecretKey;
  readonly #keyText: string;

  /** @throws ConfigurationError when key or IV is not base64 of the right length. */
  constructor({ key, iv }: MerchantKeyOptions) {
    this.#aes = new SecretKey('AES-CBC', bytesOf('key', key, 32));
    this.#iv = bytesOf('iv', iv, 16);
    // Of the text, not of the bytes: so the kits of the vendor do.
    this.#mac = new SecretKey('HMAC-SHA-512', utf8(key));
    this.#keyText = key;
    redacted(this);
  }

  /** AES-256-CBC with PKCS#7 padding over the UTF-8 bytes. @returns base64. */
  async encrypt(text: string): Promise<string> {
    return cryptoBackend().encrypt(this.#aes, this.#iv, text, 'base64');
  }

  /** @throws DecryptError for all that `encrypt` cannot have made of a text. */
  async decrypt(base64: string): Promise<string>;
  /**
   * The same, read by `read`, of which `undefined` means that the text is none of yours.
   *
   * All steps are gone through whatever fails, and one place throws: neither error, stack nor work tells which it was.
   *
   * @throws DecryptError
   */
  async decrypt<Value>(base64: string, read: (text: string) => Value | undefined): Promise<Value>;
  async decrypt(base64: string, read: (text: string) => unknown = (text) => text): Promise<unknown> {
    const given = typeof base64 === 'string' ? fromBase64(base64) : undefined;
    const isWhole = given !== undefined && given.length > 0 && given.length % BLOCK_BYTES === 0;
    const ciphertext = isWhole ? given : inBlocks(`${base64}`.length);
    const plaintext = await cryptoBackend().decrypt(this.#aes, this.#iv, ciphertext);
    const text = utf8Text(plaintext ?? ciphertext);
    const value = read(text ?? '');
    if (isWhole && plaintext !== undefined && text !== undefined && value !== undefined) return value;
    throw new DecryptError();
  }

  /** HMAC-SHA512 over `message` and the base64 text of the key, keyed with that text. @returns lower-case hex. */
  async sign(message: string): Promise<string> {
    return cryptoBackend().hmacHex(this.#mac, message + this.#keyText);
  }
}

/** To be decrypted in the place of what is no ciphertext, with as many blocks as that would have. */
function inBlocks(digits: number): Bytes {
  return new Uint8Array(Math.max(Math.ceil((digits * 3) / 4 / BLOCK_BYTES), 1) * BLOCK_BYTES);
}

/** @returns `undefined` for bytes that are no UTF-8. */
function utf8Text(bytes: Bytes): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
