import { toHex, utf8 } from '../crypto/bytes.js';
import { cryptoBackend } from '../crypto/platform.js';
import { SecretKey } from '../crypto/secret-key.js';

/** The names in Redis of what belongs to one key of the token store. */
export interface RedisKeys {
  readonly record: string;
  readonly lock: string;
  readonly generation: string;
  readonly budget: string;
}

/** Not secret: it makes the digests others than those of other software. */
const LABEL = '@acme/auth-helpers/redis';

/**
 * The provider's name can be read in them; the rest of the key is a digest of 128 bits. The braces are a hash tag, by
 * which a cluster keeps the four together.
 */
export async function redisKeys(key: string): Promise<RedisKeys> {
  const label = new SecretKey('HMAC-SHA-256', utf8(LABEL));
  const digest = toHex(await cryptoBackend().hmac(label, utf8(key))).slice(0, 32);
  const tag = `{ah:${providerIn(key) ?? 'store'}:${digest}}`;
  return { record: `${tag}:tok`, lock: `${tag}:lock`, generation: `${tag}:gen`, budget: `${tag}:try` };
}

/** `undefined` for a key that is no list which begins with a plain name. */
export function providerIn(key: string): string | undefined {
  return /^\["([\w-]{1,40})"[,\]]/.exec(key)?.[1];
}

/** Whether it is the key of one subject of many, which ends with a list. */
export function isOfSubject(key: string): boolean {
  return key.endsWith(']]');
}
