import type { Call } from '../call/call.js';
import { ResponseFormatError, type ResponseFormatReason } from '../errors/errors.js';
import type { Bytes } from '../platform/bytes.js';
import { charsetOf, decode } from './charset.js';
import { rawBody } from './raw-body.js';
import { readWhole } from './whole-body.js';

type Refuse = (reason: ResponseFormatReason) => ResponseFormatError;

/**
 * Reads a body as text and makes a value of it. A platform without streams decodes it itself.
 *
 * @param isUtf8 for what is UTF-8 whatever it says; only where that fails, the charset of Content-Type counts.
 * @throws ResponseFormatError for bytes that are no text, for a charset that is not known, and as `readWhole`.
 */
export function readText<Value>(
  response: Response,
  call: Call,
  use: (text: string, refused: Refuse) => Value,
  isUtf8?: boolean,
): Promise<Value> {
  // Chained, as each async function takes its time.
  return readWhole(response, call, 'text').then((received) => {
    const whole = received as Bytes | string;
    const refused: Refuse = (reason) =>
      new ResponseFormatError(call, response, reason, rawBody(response, whole));
    const read = (label?: string): Value => {
      let text: string | undefined;
      try {
        text = decode(whole, label);
      } catch {
        throw refused('invalid_utf8');
      }
      if (text === undefined) throw refused('unknown_charset');
      return use(text, refused);
    };
    if (isUtf8 !== true) return read(charsetOf(response));
    try {
      return read();
    } catch (error) {
      const charset = charsetOf(response);
      try {
        if (charset !== undefined) return read(charset);
      } catch {
        // What UTF-8 made of it tells more.
      }
      throw error;
    }
  });
}
