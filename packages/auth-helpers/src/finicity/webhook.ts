import { type Bytes, fromHex, utf8 } from '../crypto/bytes.js';
import { cryptoBackend } from '../crypto/platform.js';
import { SecretKey } from '../crypto/secret-key.js';
import { invalid } from '../errors.js';
import { PROVIDER } from './codes.js';

export interface Webhook {
  /** As it arrived, before anything has parsed it. */
  readonly rawBody: Uint8Array | string;
  /** The header `X-Finicity-Signature`, or nothing where it is missing. */
  readonly signature: string | null | undefined;
}

export interface SignedWebhook extends Webhook {
  /** The partner secret, and the one before it for the 30 days after a change. */
  readonly secrets: readonly [current: string, previous?: string | undefined];
}

/**
 * Whether a webhook of Data Connect or Connect comes from the vendor: its signature is the HMAC-SHA256 (RFC 2104),
 * in hex, of the body under the partner secret. The comparison takes the same time for all signatures.
 *
 * It proves neither time nor order: deliveries are repeated for up to three days, so keep each `eventId` as long.
 * TxPUSH, whose keys are those of a subscription and whose header is another, is not covered.
 *
 * @returns false for a signature that is missing or malformed.
 * @throws ConfigurationError for a body that has been parsed, and for an empty secret, with which anybody could sign.
 */
export async function verifyWebhook({ rawBody, signature, secrets }: SignedWebhook): Promise<boolean> {
  const message = bytesOf(rawBody);
  const [current, previous] = secrets;
  const keys = [keyOf(current), ...(previous === undefined ? [] : [keyOf(previous)])];
  const claimed = typeof signature === 'string' ? fromHex(signature) : undefined;
  if (claimed === undefined) return false;
  const crypto = cryptoBackend();
  const macs = await Promise.all(keys.map((key) => crypto.hmac(key, message)));
  // Each is compared, so that the time does not tell which one it was.
  return macs.map((mac) => crypto.isEqual(mac, claimed)).includes(true);
}

function bytesOf(rawBody: unknown): Bytes {
  if (typeof rawBody === 'string') return utf8(rawBody);
  // By its tag, as a Buffer or an array of another realm is one too.
  if (Object.prototype.toString.call(rawBody) === '[object Uint8Array]') {
    return new Uint8Array(rawBody as Uint8Array);
  }
  throw invalid(PROVIDER, 'rawBody must be the bytes or the text that arrived, not what was parsed from it');
}

function keyOf(secret: unknown): SecretKey {
  if (typeof secret === 'string' && secret !== '') return new SecretKey('HMAC-SHA-256', utf8(secret));
  throw invalid(PROVIDER, 'the secrets of a webhook must be strings that are not empty');
}
