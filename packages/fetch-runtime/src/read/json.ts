import type { Call } from '../call.js';
import { ResponseFormatError, type ResponseFormatReason } from '../errors.js';
import { none } from './none.js';
import { readText } from './text-of.js';

/**
 * Reads JSON in UTF-8 (RFC 8259 §8.1; a byte order mark is tolerated). In a success its parser decides, as servers
 * mislabel JSON; the body of an error is read only where it says that it is JSON.
 *
 * @throws ResponseFormatError for an empty body, invalid UTF-8, or invalid JSON.
 */
export function json(response: Response, call: Call): Promise<unknown> {
  return readJson(response, call, JSON.parse);
}

export function readJson(response: Response, call: Call, parse: (text: string) => unknown): Promise<unknown> {
  const refused = (reason: ResponseFormatReason): ResponseFormatError =>
    new ResponseFormatError(call, response, reason);
  if (!response.ok && !/json/i.test(response.headers.get('content-type') ?? '')) {
    none(response);
    return Promise.reject(refused('unexpected_content_type'));
  }
  return readText(response, call).then((text) => {
    if (text === '') throw refused('empty_body');
    try {
      return parse(text);
    } catch {
      throw refused('invalid_json');
    }
  });
}
