import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { aesCbc, fromBase64, toBase64 } from '../../src/core/bytes.js';

const vectors: [text: string, base64: string][] = [
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
];

test.each(vectors)('%j is the base64 that RFC 4648, section 10, publishes', (text, base64) => {
  expect(toBase64(new TextEncoder().encode(text))).toBe(base64);
  expect(new TextDecoder().decode(fromBase64(base64))).toBe(text);
});

test.each([
  ['white space', 'Zm9v\n'],
  ['missing padding', 'Zg'],
  ['last bits that mean nothing', 'Zh=='],
  ['an alphabet of URLs', '-_-_'],
])('base64 with %s is none', (_title, text) => {
  expect(fromBase64(text)).toBeUndefined();
});

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
