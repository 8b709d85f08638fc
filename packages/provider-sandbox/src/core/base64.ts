/**
 * Reads base64 (RFC 4648, section 4). Strict: `atob` lets white space, missing padding and odd last bits pass.
 *
 * @returns `undefined` for what is none; no bytes for `''`.
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
  return toBase64(bytes) === text ? bytes : undefined;
}

/** Writes base64 with padding, on one line. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
