import type { AuthErrorCode } from '../errors.js';

export const PROVIDER = 'plo';

/** The `Status.Code` of a success, the only one that the vendor documents. */
export const SUCCESS = '600';

/**
 * The vendor's `ReasonCode` in our words. PLO publishes none: those of the gateway are from public reports about it,
 * the others are the examples of our description. What is not in the table is told by its status.
 */
const meanings: ReadonlyMap<string, AuthErrorCode> = new Map<string, AuthErrorCode>([
  // Gateway: "OAuth signatures did not match"
  ['AUTHENTICATION_FAILED', 'signature_invalid'],
  ['INVALID_SIGNATURE', 'signature_invalid'],
  // Gateway: "The provided oauth_body_hash does not match"
  ['INVALID_BODY_HASH', 'signature_invalid'],
  // "The value could not be read", also of an AuthInfo
  ['INVALID_PARAMETER', 'request_rejected'],
  // "This project is not linked to the institution"
  ['NOT_PERMITTED', 'forbidden'],
  ['NOT_FOUND', 'request_rejected'],
  ['SYSTEM_ERROR', 'provider_unavailable'],
]);

/** What a failed login means. A 401 that is not about the signature is about what is inside AuthInfo: inferred. */
export function meaningOf(vendorCode: string | undefined, status: number): AuthErrorCode {
  const known = meanings.get(vendorCode ?? '');
  if (known !== undefined) return known;
  if (status === 401) return 'credentials_rejected';
  if (status === 403) return 'forbidden';
  return status === 429 || status >= 500 ? 'provider_unavailable' : 'request_rejected';
}
