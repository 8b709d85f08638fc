import { createHmac } from 'node:crypto';

/** The code that an authenticator app shows (RFC 6238), at once. @param secret In base32 of RFC 4648, without padding. */
export function authenticatorCode(secret: string, nowMs: number): string {
  const bits = [...secret]
    .map((character) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19]! & 0xf) & 0x7fffffff;
  return `${number % 1_000_000}`.padStart(6, '0');
}
