import type { Bytes } from '../operation.js';

/** Made once; not at import, as a platform may have none. */
let utf8: InstanceType<typeof TextDecoder> | undefined;

/** The charset that Content-Type names: a label of the WHATWG Encoding Standard. */
export function charsetOf(response: Response): string | undefined {
  return /;\s*charset=["']?([^\s"';]+)/i.exec(response.headers.get('content-type') ?? '')?.[1];
}

/**
 * Bytes as text, without a byte order mark. UTF-8 needs nothing of the platform.
 *
 * @returns `undefined` for a charset that the platform does not know.
 * @throws for bytes that are no text in it.
 */
export function decode(bytes: Bytes, charset = 'utf-8'): string | undefined {
  if (/^utf-?8$/i.test(charset)) {
    utf8 ??= decoderOf('utf-8');
    return utf8 === undefined ? decodeUtf8(bytes) : utf8.decode(bytes);
  }
  const isBigEndian = /^utf-16$/i.test(charset) && bytes[0] === 0xfe && bytes[1] === 0xff;
  return decoderOf(isBigEndian ? 'utf-16be' : charset)?.decode(bytes);
}

function decoderOf(charset: string): typeof utf8 {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return undefined;
  }
}

/** As strict as a TextDecoder that is fatal (ECMA-262, Decode). */
function decodeUtf8(bytes: Bytes): string {
  let encoded = '';
  for (const byte of bytes) encoded += `%${byte.toString(16).padStart(2, '0')}`;
  return decodeURIComponent(encoded).replace(/^\ufeff/, '');
}
