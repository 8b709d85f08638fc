import type { Call } from '../call.js';
import { readText } from './text-of.js';

/**
 * Reads the body as text, in the charset that its Content-Type names, else in UTF-8.
 *
 * @throws ResponseFormatError for bytes that are no text in it.
 */
export function text(response: Response, call: Call): Promise<string> {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(response.headers.get('content-type') ?? '')?.[1];
  return readText(response, call, charset);
}
