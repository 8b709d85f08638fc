import type { Call } from '../call/call.js';
import { parseInt64 } from '../json/parse-int64.js';
import { readJson } from './json.js';

/**
 * Reads JSON, integers beyond ±(2^53 - 1) as `bigint`; all other numbers stay `number`.
 *
 * @throws ResponseFormatError as `json` does, and for an integer of more than 1 000 digits (RFC 8259 §9).
 */
export function jsonInt64(response: Response, call: Call): Promise<unknown> {
  return readJson(response, call, parseInt64);
}
