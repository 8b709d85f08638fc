import type { Param, RequestDraft } from '../operation.js';
import { refuse } from './value.js';

/**
 * Percent-encodes all but the unreserved characters of RFC 3986 §2.3.
 *
 * @throws RequestError for a lone surrogate, which has no UTF-8 form.
 */
export function percentEncode(draft: RequestDraft, param: Param, text: string): string {
  return encoded(draft, param, text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * RFC 6570 §3.2.3 reserved expansion for a query: reserved characters and percent-encoded triplets pass.
 * Not so `[ ] #`, which no query may hold, and `& +`, which mean something else there
 * (OpenAPI 3.1.1, Parameter Object, `allowReserved`).
 */
export function percentEncodeReserved(draft: RequestDraft, param: Param, text: string): string {
  return text.replace(/(%[0-9A-Fa-f]{2})|[^\w.~:/?@!$'()*,;=%-]+|%/g, (match, triplet?: string) =>
    triplet === undefined ? encoded(draft, param, match) : triplet,
  );
}

/** @throws RequestError for a lone surrogate, which UTF-8 cannot write. */
export function wellFormed(draft: RequestDraft, param: Param, text: string): string {
  encoded(draft, param, text);
  return text;
}

function encoded(draft: RequestDraft, param: Param, text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw refuse(draft, param, 'holds half of a surrogate pair, which UTF-8 cannot write');
  }
}
