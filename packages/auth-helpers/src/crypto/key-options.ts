import { ConfigurationError } from '../errors.js';
import { type Bytes, fromBase64 } from './bytes.js';

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
