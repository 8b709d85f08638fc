import type { Call } from '../call.js';
import { ResponseFormatError } from '../errors.js';
import { readBytes } from './bytes.js';

const utf8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });

/**
 * The body as text. A byte order mark is left out.
 *
 * @param charset a label of the WHATWG Encoding Standard. Default: UTF-8.
 * @throws ResponseFormatError for bytes that are no text in it, and as `readBytes`.
 */
export function readText(response: Response, call: Call, charset?: string): Promise<string> {
  // Chained, as each async function takes its time.
  return readBytes(response, call).then((bytes) => {
    try {
      return (charset === undefined ? utf8 : new TextDecoder(charset, { fatal: true })).decode(bytes);
    } catch {
      throw new ResponseFormatError(call, response, 'invalid_utf8');
    }
  });
}
