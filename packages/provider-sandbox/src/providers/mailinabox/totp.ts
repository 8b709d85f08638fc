/** RFC 4648 §6. */
const BASE32_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

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

const STEP_MS = 30_000;
const DIGITS = 6;

/**
 * The one-time code of a moment (RFC 6238: HMAC-SHA-1, steps of 30 s from 1970, 6 digits).
 *
 * @param secret In base32 (RFC 4648 §6), as an authenticator app takes it; case and padding do not matter.
 * @returns rejects with RangeError for what is not base32.
 */
export async function totpCode(secret: string, nowMs: number): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', base32Bytes(secret), algorithm, false, ['sign']);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(Math.floor(nowMs / STEP_MS)));
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter));
  // RFC 4226 §5.3: the last four bits say where the 31 bits of the code begin.
  const number = mac.getUint32(mac.getUint8(19) & 0xf) & 0x7fffffff;
  return `${number % 10 ** DIGITS}`.padStart(DIGITS, '0');
}

/** Whether a code is that of now, of the step before, or of the step after. */
export async function isCodeOf(secret: string, code: string, nowMs: number): Promise<boolean> {
  const codes = await Promise.all([-1, 0, 1].map((steps) => totpCode(secret, nowMs + steps * STEP_MS)));
  return codes.includes(code);
}

/** Makes a secret. @param random Gives texts of an alphabet. @returns base32 of 20 bytes. */
export function newSecret(random: { text(length: number, alphabet: string): string }): string {
  return random.text(32, BASE32_ALPHABET);
}
