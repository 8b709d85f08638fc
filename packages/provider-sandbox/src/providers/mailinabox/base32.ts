/** RFC 4648 §6. */
export const BASE32_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const NOT_BASE32 = 'A TOTP secret is base32: letters A to Z and digits 2 to 7.';

/** Reads base32. @throws RangeError for what is none, and for no bytes at all: they are no key. */
export function base32Bytes(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Z2-7]+=*$/i.test(text)) throw new RangeError(NOT_BASE32);
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of text.split('=', 1)[0]!.toUpperCase()) {
    bits = ((bits << 5) | BASE32_ALPHABET.indexOf(character)) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return Uint8Array.from(bytes);
}
