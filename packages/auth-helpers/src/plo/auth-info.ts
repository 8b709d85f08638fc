import { cryptoBackend } from '../crypto/platform.js';
import { bytesOf, SecretKey } from '../crypto/secret-key.js';
import { ConfigurationError } from '../errors.js';

/** Key and IV are those that Mastercard issues; what else is an option, Mastercard settles at onboarding. */
export interface AuthInfoKeyOptions {
  /** Your id as a financial institution, as in the `FId` parameter. */
  readonly fiId: string;
  /** In base64: 16 bytes; 32 with `aes-256-cbc`. */
  readonly key: string;
  /** In base64: 16 bytes. */
  readonly iv: string;
  /** Default: `aes-128-cbc`. Padding is PKCS#7 in both. */
  readonly mode?: 'aes-128-cbc' | 'aes-256-cbc' | undefined;
  /** Default: `hex`, in lower case. */
  readonly encoding?: 'base64' | 'hex' | undefined;
  /** Of the time inside. Default: `seconds`. */
  readonly timeUnit?: 'milliseconds' | 'seconds' | undefined;
}

export interface AuthInfoOptions extends AuthInfoKeyOptions {
  /** Your id of the cardholder. */
  readonly userId: string;
  /** Ms since 1970, UTC. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/**
 * The `AuthInfo` of `usertokenGet`: `userId:fiId:time`, encrypted. Make one for each request, as the time is in it,
 * and on a server: it stands for the cardholder. It goes into the URL, so keep URLs out of logs. `ploAuth` does all
 * that for you.
 *
 * That the mode is CBC and the time in seconds is inferred from the vendor's examples: confirm both with Mastercard.
 *
 * @throws ConfigurationError when key or IV is not base64 of the right length, or an id could be read in two ways.
 */
export async function createAuthInfo(options: AuthInfoOptions): Promise<string> {
  const { userId, now = Date.now } = options;
  return authInfoWith(options)(userId, now());
}

/** The same for many cardholders of one institution. All but the cardholder is checked at once. */
export function authInfoWith(
  options: AuthInfoKeyOptions,
): (userId: string, nowMs: number) => Promise<string> {
  const { mode = 'aes-128-cbc', encoding = 'hex', timeUnit = 'seconds' } = options;
  const keyBytes = oneOf('mode', { 'aes-128-cbc': 16, 'aes-256-cbc': 32 }, mode);
  const unitMs = oneOf('timeUnit', { milliseconds: 1, seconds: 1_000 }, timeUnit);
  oneOf('encoding', { base64: true, hex: true }, encoding);
  const key = new SecretKey('AES-CBC', bytesOf('key', options.key, keyBytes));
  const iv = bytesOf('iv', options.iv, 16);
  const fiId = id('fiId', options.fiId);
  return async (userId, nowMs) => {
    const time = Math.floor(nowMs / unitMs);
    if (!Number.isSafeInteger(time) || time < 0) throw new ConfigurationError('now must give ms since 1970');
    return cryptoBackend().encrypt(key, iv, `${id('userId', userId)}:${fiId}:${time}`, encoding);
  };
}

/**
 * With a colon inside, two cardholders could have one text; a half of a surrogate pair has no UTF-8.
 *
 * @throws ConfigurationError
 */
export function id(option: string, value: string): string {
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
