const STEP_MS = 30_000;
const DIGITS = 6;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The one-time code of a moment (RFC 6238: HMAC-SHA-1, steps of 30 s from 1970, 6 digits).
 *
 * @param secret In base32 (RFC 4648 §6), as an authenticator app takes it; case and padding do not matter.
 * @throws RangeError for what is not base32.
 */
export function totpCode(secret: string, nowMs: number): string {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(Math.floor(nowMs / STEP_MS)));
  // Synchronous, so that no other login comes between the check of a code and the note that it was used.
  const { createHmac } = globalThis.process.getBuiltinModule('node:crypto');
  const mac = createHmac('sha1', base32Bytes(secret)).update(counter).digest();
  // RFC 4226 §5.3: the last four bits say where the 31 bits of the code begin.
  const number = mac.readUInt32BE(mac[19]! & 0xf) & 0x7fffffff;
  return `${number % 10 ** DIGITS}`.padStart(DIGITS, '0');
}

/** Whether a code is that of now, of the step before, or of the step after. */
export function isCodeOf(secret: string, code: string, nowMs: number): boolean {
  return [-1, 0, 1].some((steps) => totpCode(secret, nowMs + steps * STEP_MS) === code);
}

/** @throws RangeError for what is not base32. */
export function base32Bytes(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of text.toUpperCase().replace(/=+$/, '')) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError('A TOTP secret is base32: letters A to Z and digits 2 to 7.');
    bits = ((bits << 5) | value) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** @param random Gives texts of an alphabet. @returns base32 of 20 bytes. */
export function newSecret(random: { text(length: number, alphabet: string): string }): string {
  return random.text(32, ALPHABET);
}
