import { cryptoBackend } from '../crypto/backend.js';
import { toBase64, toHex, utf8 } from '../crypto/bytes.js';
import { bytesOf } from '../crypto/key-options.js';
import { SecretKey } from '../crypto/secret-key.js';
import { ConfigurationError } from '../errors.js';

/** Key and IV are those that Mastercard issues; what else is an option, Mastercard settles at onboarding. */
export interface AuthInfoOptions {
  /** Your id of the cardholder. */
  readonly userId: string;
  /** Your id as a financial institution, as in the `FId` parameter. */
  readonly fiId: string;
  /** In base64: 16 bytes; 32 with `aes-256-cbc`. */
  readonly key: string;
  /** In base64: 16 bytes. */
  readonly iv: string;
  /** Ms since 1970, UTC. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Default: `aes-128-cbc`. Padding is PKCS#7 in both. */
  readonly mode?: 'aes-128-cbc' | 'aes-256-cbc' | undefined;
  /** Default: `hex`, in lower case. */
  readonly encoding?: 'base64' | 'hex' | undefined;
  /** Of the time inside. Default: `seconds`. */
  readonly timeUnit?: 'milliseconds' | 'seconds' | undefined;
}

/**
 * The `AuthInfo` of `usertokenGet`: `userId:fiId:time`, encrypted. Make one for each request, as the time is in it,
 * and on a server: it stands for the cardholder. It goes into the URL, so keep URLs out of logs.
 *
 * That the mode is CBC and the time in seconds is inferred from the vendor's examples: confirm both with Mastercard.
 *
 * @throws ConfigurationError when key or IV is not base64 of the right length, or an id could be read in two ways.
 */
export async function createAuthInfo(options: AuthInfoOptions): Promise<string> {
  const { userId, fiId, now = Date.now, mode, encoding, timeUnit } = options;
  const keyBytes = oneOf('mode', { 'aes-128-cbc': 16, 'aes-256-cbc': 32 }, mode ?? 'aes-128-cbc');
  const encode = oneOf('encoding', { base64: toBase64, hex: toHex }, encoding ?? 'hex');
  const unitMs = oneOf('timeUnit', { milliseconds: 1, seconds: 1_000 }, timeUnit ?? 'seconds');
  const time = Math.floor(now() / unitMs);
  if (!Number.isSafeInteger(time) || time < 0) throw new ConfigurationError('now must give ms since 1970');
  // Not kept: a token that AuthInfo was given for does not expire, so this is done once for each cardholder.
  const key = new SecretKey('AES-CBC', bytesOf('key', options.key, keyBytes));
  const iv = bytesOf('iv', options.iv, 16);
  const plaintext = utf8(`${id('userId', userId)}:${id('fiId', fiId)}:${time}`);
  return encode(await cryptoBackend().encrypt(key, iv, plaintext));
}

/** With a colon inside, two cardholders could have one text; a half of a surrogate pair has no UTF-8. */
function id(option: string, value: string): string {
  if (typeof value === 'string' && /^[^:\p{Cc}\p{Cs}]+$/u.test(value)) return value;
  throw new ConfigurationError(
    `${option} must be a string, not empty, without colons and control characters`,
  );
}

function oneOf<Value>(option: string, values: Readonly<Record<string, Value>>, name: string): Value {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value !== undefined) return value;
  throw new ConfigurationError(`${option} must be one of ${Object.keys(values).join(', ')}`);
}
