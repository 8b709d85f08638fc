import { isJson } from '../media-type.js';
import type { Bytes } from '../platform/bytes.js';
import { charsetOf, decode } from './charset.js';

/** What is kept of a body beside an error. */
export const RAW_BYTES: number = 1024 * 1024;

/**
 * What was sent, whatever the description says, but no more than 1 MiB of it: JSON where it says so or begins so, and
 * parses; else text, in the charset that it names, in UTF-8, or at last with U+FFFD for what is no text. `undefined` for
 * nothing, and for bytes that are no text at all.
 */
export function rawBody(response: Response, whole: Bytes | string): unknown {
  if (whole.length === 0) return undefined;
  const text = lenient(whole.slice(0, RAW_BYTES) as typeof whole, charsetOf(response));
  if (text.includes('\0')) return undefined;
  if (isJson(response.headers.get('content-type') ?? '') || /^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // Then it is text.
    }
  }
  return text;
}

function lenient(whole: Bytes | string, charset?: string): string {
  try {
    return decode(whole, charset) ?? lenient(whole);
  } catch {
    return new TextDecoder().decode(whole as Bytes);
  }
}
