import { ResponseFormatError } from '../errors.js';
import type { OperationInfo } from '../operation.js';

/**
 * Reads JSON in UTF-8 (RFC 8259 §8.1; a byte order mark is tolerated).
 *
 * @throws ResponseFormatError for an empty body, invalid UTF-8, or invalid JSON.
 */
export async function json(response: Response, operation: OperationInfo): Promise<unknown> {
  return readJson(response, operation, JSON.parse);
}

export async function readJson(
  response: Response,
  operation: OperationInfo,
  parse: (text: string) => unknown,
): Promise<unknown> {
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength === 0) throw new ResponseFormatError(operation, response, 'empty_body');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ResponseFormatError(operation, response, 'invalid_utf8');
  }
  try {
    return parse(text);
  } catch {
    throw new ResponseFormatError(operation, response, 'invalid_json');
  }
}
