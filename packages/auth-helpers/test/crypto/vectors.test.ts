import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../../src/crypto/bytes.js';
import { type KeyAlgorithm, SecretKey } from '../../src/crypto/secret-key.js';
import { backends, hex } from '../support.js';

const read = (name: string) => JSON.parse(readFileSync(join(__dirname, '../vectors', name), 'utf8'));
const aes: { iv: string; plaintext: string; vectors: { name: string; key: string; ciphertext: string }[] } =
  read('aes-cbc.json');
const hmacs: { vectors: Record<'name' | 'key' | 'data' | KeyAlgorithm, string>[] } = read('hmac.json');

describe.each(backends)('$platform', ({ backend }) => {
  test.each(aes.vectors)('encrypts and decrypts $name of NIST SP 800-38A', async ({ key, ciphertext }) => {
    const secret = new SecretKey('AES-CBC', hex(key));
    const encrypted = await backend.encrypt(secret, hex(aes.iv), hex(aes.plaintext), 'hex');
    // PKCS#7 adds a block to whole blocks (RFC 5652, section 6.3).
    expect(encrypted.slice(0, -32)).toBe(ciphertext);
    expect(encrypted).toHaveLength(ciphertext.length + 32);
    expect(toHex((await backend.decrypt(secret, hex(aes.iv), hex(encrypted)))!)).toBe(aes.plaintext);
  });

  test.each(hmacs.vectors)('signs $name of RFC 4231', async (vector) => {
    for (const algorithm of ['HMAC-SHA-256', 'HMAC-SHA-512'] as const) {
      const key = new SecretKey(algorithm, hex(vector.key));
      expect(toHex(await backend.hmac(key, hex(vector.data)))).toBe(vector[algorithm]);
      expect(await backend.hmacHex(key, hex(vector.data))).toBe(vector[algorithm]);
    }
  });
});
