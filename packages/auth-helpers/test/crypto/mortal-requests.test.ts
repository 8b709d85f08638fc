import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { utf8 } from '../../src/crypto/bytes.js';
import { SecretKey } from '../../src/crypto/secret-key.js';
import { webBackend } from '../../src/crypto/web.js';
import { aesGcmSeal } from '../../src/redis/seal.js';
import { inRequest, mortal } from '../token/mortal-requests.js';

/** As on workerd: what a request has asked WebCrypto for is not answered once that request has ended. */
beforeEach(() => {
  const { subtle } = globalThis.crypto;
  const importKey = subtle.importKey.bind(subtle) as (...args: unknown[]) => Promise<never>;
  jest.spyOn(subtle, 'importKey').mockImplementation((...args: unknown[]) => mortal(importKey(...args)));
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Each makes a key that is not yet imported, and gives what uses it. */
const uses: readonly [string, () => () => Promise<unknown>][] = [
  [
    'signs',
    () => {
      const [web, key] = [webBackend(), new SecretKey('HMAC-SHA-256', new Uint8Array(32))];
      return () => web.hmacHex(key, 'text');
    },
  ],
  [
    'encrypts',
    () => {
      const [web, key] = [webBackend(), new SecretKey('AES-CBC', new Uint8Array(32))];
      return () => web.encrypt(key, new Uint8Array(16), 'text', 'hex');
    },
  ],
  [
    'decrypts',
    () => {
      const [web, key] = [webBackend(), new SecretKey('AES-CBC', new Uint8Array(32))];
      return () => web.decrypt(key, new Uint8Array(16), utf8('no whole block'));
    },
  ],
  [
    'seals a token',
    () => {
      const seal = aesGcmSeal(Buffer.alloc(32, 1).toString('base64'));
      return async () => seal.open(await seal.close('token', 'place'), 'place');
    },
  ],
];

describe('a request that ends while its key is imported', () => {
  test.each(uses)('takes nothing from the next one that %s with the same key', async (_, made) => {
    const expected = await made()();
    const use = made();
    const { request, result } = inRequest(use);
    request.isDead = true;
    let isSettled = false;
    result.finally(() => {
      isSettled = true;
    });
    expect(await inRequest(use).result).toEqual(expected);
    expect(isSettled).toBe(false);
  });

  test.each(uses)('and one that lives to the end: who %s after it imports no key again', async (_, made) => {
    const use = made();
    await inRequest(use).result;
    const { importKey } = globalThis.crypto.subtle;
    const before = jest.mocked(importKey).mock.calls.length;
    await inRequest(use).result;
    expect(jest.mocked(importKey).mock.calls).toHaveLength(before);
  });
});
