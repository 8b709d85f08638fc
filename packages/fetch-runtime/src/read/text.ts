import type { Call } from '../call/call.js';
import { readText } from './decode-text.js';

/**
 * Reads the body as text, in the charset that its Content-Type names, else in UTF-8.
 *
 * @throws ResponseFormatError for bytes that are no text in it, and for a charset that the platform does not know.
 */
export function text(response: Response, call: Call): Promise<string> {
  return readText(response, call, (value) => value);
}
