import type { Bytes } from '../platform/bytes.js';

/** The charset that Content-Type names: a label of the WHATWG Encoding Standard. */
export function charsetOf(response: Response): string | undefined {
  return /;\s*charset=["']?([^\s"';]+)/i.exec(response.headers.get('content-type') ?? '')?.[1];
}

/** Made at the first use, and not at import: a platform may have none. */
let utf8: InstanceType<typeof TextDecoder> | undefined;

/**
 * Bytes as text, without a byte order mark; what is text already, as it is.
 *
 * @returns `undefined` for a charset that the platform does not know.
 * @throws TypeError for bytes that are no text in it.
 */
export function decode(whole: Bytes | string, charset?: string): string | undefined {
  if (typeof whole === 'string') return whole;
  utf8 ??= new TextDecoder('utf-8', { fatal: true });
  if (charset === undefined) return utf8.decode(whole);
  let decoder: typeof utf8;
  try {
    // `utf-16` is the little end first, unless its mark says otherwise (WHATWG Encoding, decode).
    decoder = new TextDecoder(/^utf-16$/i.test(charset) && whole[0] === 0xfe ? 'utf-16be' : charset, {
      fatal: true,
    });
  } catch {
    return undefined;
  }
  return decoder.decode(whole);
}
