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

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PADDING = '='.charCodeAt(0);

/** @returns base64 with padding and without line breaks (RFC 4648, section 4). */
export function toBase64(bytes: Bytes): string {
  // As character codes: `btoa` of Node 20 takes ten times as long.
  const digits = utf8(DIGITS);
  const codes = new Uint8Array(4 * Math.ceil(bytes.length / 3));
  let to = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    // What is beyond the end counts as 0.
    const bits = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    codes[to++] = digits[bits >> 18]!;
    codes[to++] = digits[(bits >> 12) & 63]!;
    codes[to++] = digits[(bits >> 6) & 63]!;
    codes[to++] = digits[bits & 63]!;
  }
  codes.fill(PADDING, codes.length - ((3 - (bytes.length % 3)) % 3));
  return new TextDecoder().decode(codes);
}

/**
 * @returns `undefined` unless `base64` is what `toBase64` makes of some bytes: full padding, nothing else in it, and
 * no bits that are left over (RFC 4648, section 3.5), so that no two texts are the same bytes.
 */
export function fromBase64(base64: string): Bytes | undefined {
  try {
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return toBase64(bytes) === base64 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
