import type { Call } from '../call/call.js';
import { isJson } from '../media-type.js';
import { readText } from './decode-text.js';

/**
 * Reads JSON, whatever its Content-Type says: servers mislabel it, and its parser takes no page for it. An error that
 * does not say that it is JSON must be an object or a list: other text is no description of an error.
 *
 * JSON is UTF-8 (RFC 8259 §8.1; a byte order mark is tolerated). Only what is none is read in the charset that it names.
 *
 * @throws ResponseFormatError for an empty body, and for what is not JSON or nested too deeply to parse.
 */
export function json(response: Response, call: Call): Promise<unknown> {
  return readJson(response, call, JSON.parse);
}

export function readJson(response: Response, call: Call, parse: (text: string) => unknown): Promise<unknown> {
  const isLabelled = response.ok || isJson(response.headers.get('content-type') ?? '');
  const use: Parameters<typeof readText>[2] = (text, refused) => {
    if (text === '') throw refused('empty_body');
    if (!isLabelled && !/^\s*[[{]/.test(text)) throw refused('unexpected_content_type');
    try {
      return parse(text);
    } catch {
      throw refused('invalid_json');
    }
  };
  return readText(response, call, use, true);
}
