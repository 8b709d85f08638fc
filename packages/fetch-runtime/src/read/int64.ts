import type { Call } from '../call/call.js';
import { readJson } from './json.js';

/** An integer beyond 1 000 digits is refused: making a bigint of one takes time that grows with its square. */
const LONGEST_INTEGER = 1_000;

/**
 * Reads JSON, integers beyond ±(2^53 - 1) as `bigint`; all other numbers stay `number`.
 *
 * @throws ResponseFormatError as `json` does, and for an integer of more than 1 000 digits (RFC 8259 §9).
 */
export function jsonInt64(response: Response, call: Call): Promise<unknown> {
  return readJson(response, call, parseInt64);
}

/**
 * `JSON.parse`, with integers beyond ±(2^53 - 1) as `bigint`. Numbers with a fraction or an exponent stay `number`.
 *
 * The text is looked at again only where such a number came of it. On the way it is the string `#digits`. Strings that
 * begin with `#`, or with an escape that may stand for it, get `##` before them, so that no string of the server can be
 * taken for a number.
 *
 * @throws SyntaxError for invalid JSON, RangeError for an integer of more than 1 000 digits.
 */
export function parseInt64(text: string): unknown {
  // First as it is: what follows may rely on valid JSON.
  const plain: unknown = JSON.parse(text);
  let isUnsafe = false;
  const asIs = (value: unknown): unknown => {
    isUnsafe ||= typeof value === 'number' && Math.trunc(value) === value && !Number.isSafeInteger(value);
    return value;
  };
  replaceLeaves(plain, asIs);
  if (!isUnsafe) return plain;
  // Sticky, and with something for every character: nothing is looked at from two places.
  const marked = text.replace(
    /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|-?\d[\d.eE+-]*|[^"\d-]+/gy,
    (token, content: string | undefined, colon: string | undefined) => {
      if (content !== undefined) {
        return colon === undefined && /^[#\\]/.test(content) ? `"##${content}"` : token;
      }
      if (!/^-?\d{16,}$/.test(token) || Number.isSafeInteger(Number(token))) return token;
      if (token.length > LONGEST_INTEGER) throw new RangeError('An integer is too long');
      return `"#${token}"`;
    },
  );
  return replaceLeaves(JSON.parse(marked), unmark);
}

/** Replaces what is neither an object nor a list, in place, and without recursion: nesting has no limit here. */
function replaceLeaves(value: unknown, replace: (leaf: unknown) => unknown): unknown {
  const root: unknown[] = [value];
  const open: object[] = [root];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    for (const key of Object.keys(holder)) {
      const members = holder as Record<string, unknown>;
      const member = members[key];
      if (typeof member === 'object' && member !== null) open.push(member);
      else {
        const leaf = replace(member);
        if (leaf !== member) members[key] = leaf;
      }
    }
  }
  return root[0];
}

function unmark(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('#')) return value;
  return value.startsWith('##') ? value.slice(2) : BigInt(value.slice(1));
}
