import type { Call } from '../call.js';
import { readJson } from './json.js';

/**
 * Reads JSON, integers beyond ±(2^53 - 1) as `bigint`; all other numbers stay `number`.
 *
 * @throws ResponseFormatError as `json` does.
 */
export function jsonInt64(response: Response, call: Call): Promise<unknown> {
  return readJson(response, call, parseInt64);
}

/**
 * `JSON.parse`, with integers beyond ±(2^53 - 1) as `bigint`. Numbers with a fraction or an exponent stay `number`.
 *
 * On the way such an integer is the string `#digits`. Strings that begin with `#`, or with an escape that may
 * stand for it, get `##` before them, so that no string of the server can be taken for a number.
 *
 * @throws SyntaxError for invalid JSON.
 */
export function parseInt64(text: string): unknown {
  // First as it is: what follows may rely on valid JSON.
  const plain: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return plain;
  let found = false;
  const marked = text.replace(
    /"([^"\\]*(?:\\.[^"\\]*)*)"?(\s*:)?|-?\d[\d.eE+-]*/g,
    (token, content: string | undefined, colon: string | undefined) => {
      if (content !== undefined) {
        return colon === undefined && /^[#\\]/.test(content) ? `"##${content}"` : token;
      }
      if (!/^-?\d{16,}$/.test(token) || Number.isSafeInteger(Number(token))) return token;
      found = true;
      return `"#${token}"`;
    },
  );
  return found ? JSON.parse(marked, unmark) : plain;
}

function unmark(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('#')) return value;
  return value.startsWith('##') ? value.slice(2) : BigInt(value.slice(1));
}
