/** Bytes that WebCrypto takes: not those of a SharedArrayBuffer. */
export type Bytes = Uint8Array<ArrayBuffer>;

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** @returns lower-case hex. */
export function toHex(bytes: Bytes): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** @returns `undefined` unless `hex` is hex digits of either case, two for each byte. */
export function fromHex(hex: string): Bytes | undefined {
  if (hex.length % 2 !== 0 || /[^0-9a-f]/i.test(hex)) return undefined;
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}

/** @returns base64 with padding and without line breaks (RFC 4648, section 4). */
export function toBase64(bytes: Bytes): string {
  let binary = '';
  // In parts, as the number of arguments of a call is limited.
  for (let at = 0; at < bytes.length; at += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(binary);
}

/**
 * @returns `undefined` unless `base64` is what `toBase64` makes of some bytes: full padding, nothing else in it, and
 * no bits that are left over (RFC 4648, section 3.5), so that no two texts are the same bytes.
 */
export function fromBase64(base64: string): Bytes | undefined {
  if (base64.length % 4 !== 0) return undefined;
  const [digits = ''] = /={0,2}$/.exec(base64.slice(-2)) ?? [];
  const end = base64.length - digits.length;
  if (/[^A-Za-z0-9+/]/.test(base64.slice(0, end))) return undefined;
  const last = base64[end - 1] ?? '';
  const isCanonical = ['', 'AEIMQUYcgkosw048', 'AQgw'][digits.length]?.includes(last);
  if (digits !== '' && (last === '' || isCanonical !== true)) return undefined;
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
