import { ConfigurationError } from '../errors.js';
import type { CryptoBackend } from './backend.js';
import { type Bytes, toBase64, toHex, utf8 } from './bytes.js';
import type { SecretKey } from './secret-key.js';

type Subtle = typeof globalThis.crypto.subtle;
type ImportedKey = Awaited<ReturnType<Subtle['importKey']>>;

/**
 * WebCrypto: browsers, workers, Deno, Bun and Node.
 *
 * @throws ConfigurationError, by what needs a key, where the platform hides it: in a page that came over plain http.
 */
export function webBackend(): CryptoBackend {
  const imported = new WeakMap<SecretKey, ImportedKey>();

  // The key is kept, and no promise of it: that would belong to the request which was the first to need it.
  async function importedKey(key: SecretKey): Promise<ImportedKey> {
    const known = imported.get(key) ?? (await importKey(key));
    imported.set(key, known);
    return known;
  }

  async function hmac(key: SecretKey, message: Bytes): Promise<Bytes> {
    return new Uint8Array(await subtle().sign('HMAC', await importedKey(key), message));
  }

  return {
    async encrypt(key, iv, plaintext, encoding) {
      const known = await importedKey(key);
      const bytes = await subtle().encrypt({ name: 'AES-CBC', iv }, known, bytesOf(plaintext));
      return encoding === 'hex' ? toHex(new Uint8Array(bytes)) : toBase64(new Uint8Array(bytes));
    },
    async decrypt(key, iv, ciphertext) {
      const known = await importedKey(key);
      const bytes = subtle().decrypt({ name: 'AES-CBC', iv }, known, ciphertext);
      return bytes.then(
        (plaintext) => new Uint8Array(plaintext),
        () => undefined,
      );
    },
    hmac,
    hmacHex: async (key, message) => toHex(await hmac(key, bytesOf(message))),
    isEqual,
  };
}

function subtle(): Subtle {
  const found: Subtle | undefined = globalThis.crypto?.subtle;
  if (found !== undefined) return found;
  throw new ConfigurationError(
    'there is no crypto.subtle: browsers have it in secure contexts only, which are pages over https and on localhost',
  );
}

function bytesOf(message: Bytes | string): Bytes {
  return typeof message === 'string' ? utf8(message) : message;
}

async function importKey(key: SecretKey): Promise<ImportedKey> {
  const { algorithm } = key;
  if (algorithm === 'AES-CBC') {
    return subtle().importKey('raw', key.reveal(), algorithm, false, ['encrypt', 'decrypt']);
  }
  const hash = algorithm.slice('HMAC-'.length);
  return subtle().importKey('raw', key.reveal(), { name: 'HMAC', hash }, false, ['sign']);
}

/** WebCrypto has no comparison of its own. */
function isEqual(one: Bytes, other: Bytes): boolean {
  let difference = one.length ^ other.length;
  for (const [at, byte] of one.entries()) difference |= byte ^ (other[at] ?? 0);
  return difference === 0;
}
