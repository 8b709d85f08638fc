import { fromBase64, toBase64 } from '../../src/core/bytes.js';

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
