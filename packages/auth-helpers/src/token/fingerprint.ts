import { toHex, utf8 } from '../crypto/bytes.js';
import { cryptoBackend } from '../crypto/platform.js';
import { SecretKey } from '../crypto/secret-key.js';
import { ConfigurationError, invalid } from '../errors.js';
import { ofProcess } from './process-memory.js';

/**
 * Tells one set of secrets from another, where the secrets themselves must not be: in the key of a token store.
 *
 * HMAC-SHA256 (RFC 2104) of the secrets, of which the first 64 bits are kept. Without the key nobody can try
 * passwords against it, as one could against a bare hash.
 *
 * @param key The same in all processes that share a store. Default: random, and of this process alone.
 * @returns 16 digits of lower-case hex.
 * @throws ConfigurationError for a key that is empty.
 */
export async function fingerprint(key: string | undefined, ...secrets: readonly string[]): Promise<string> {
  // As JSON, in which ['a', 'bc'] and ['ab', 'c'] differ.
  const mac = await cryptoBackend().hmac(macKey(key), utf8(JSON.stringify(secrets)));
  return toHex(mac).slice(0, 16);
}

/**
 * Without a key that is the same everywhere, processes with one store would each have a name of their own in it.
 *
 * @throws ConfigurationError for a key that is empty, and for a store without one.
 */
export function requireFingerprintKey(
  provider: string,
  { store, fingerprintKey }: { readonly store?: unknown; readonly fingerprintKey?: string | undefined },
): void {
  if (fingerprintKey !== '' && (store === undefined || fingerprintKey !== undefined)) return;
  throw invalid(provider, 'fingerprintKey must be given with a store, and must not be empty');
}

function macKey(key: string | undefined): SecretKey {
  if (key === '') throw new ConfigurationError('the key of a fingerprint must not be empty');
  if (key !== undefined) return new SecretKey('HMAC-SHA-256', utf8(key));
  return ofProcess('fingerprint key', () => {
    return new SecretKey('HMAC-SHA-256', globalThis.crypto.getRandomValues(new Uint8Array(32)));
  });
}
