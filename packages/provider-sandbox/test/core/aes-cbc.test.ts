import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { aesCbc } from '../../src/core/bytes.js';

const bytes = (size: number) => Uint8Array.from(randomBytes(size));
const text = 'café, and more than one block';

describe.each([
  ['aes-128-cbc', 16],
  ['aes-256-cbc', 32],
])('%s', (name, keySize) => {
  const [key, iv] = [bytes(keySize), bytes(16)];
  const encrypted = (plain: string | Uint8Array) => {
    const cipher = createCipheriv(name, key, iv);
    return Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final()]));
  };

  test('encrypts so that OpenSSL can decrypt it', async () => {
    const decipher = createDecipheriv(name, key, iv);
    const plain = [decipher.update(await aesCbc(key, iv).encrypt(text)), decipher.final()];
    expect(Buffer.concat(plain).toString()).toBe(text);
  });

  test('decrypts what OpenSSL has encrypted, with a byte order mark at its begin', async () => {
    expect(await aesCbc(key, iv).decrypt(encrypted(`\ufeff${text}`))).toBe(`\ufeff${text}`);
  });

  test('tells what is no text under this key from a text', async () => {
    const { decrypt } = aesCbc(key, iv);
    expect(await decrypt(encrypted(Uint8Array.of(0xff)))).toBeUndefined();
    expect(await decrypt(bytes(15))).toBeUndefined();
    expect(await decrypt(new Uint8Array())).toBeUndefined();
  });
});
