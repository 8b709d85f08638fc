import type { AuthErrorCode } from '../errors.js';

export const PROVIDER = 'commerce-connect';

/** The vendor's codes in our words. This is the only one that is published. */
const meanings: ReadonlyMap<string, AuthErrorCode> = new Map<string, AuthErrorCode>([
  // "HMAC is empty"
  ['FPDR4002', 'signature_invalid'],
]);

/** A code that is not in the table is a refusal all the same. */
export function meaningOf(vendorCode: string | undefined): AuthErrorCode {
  const known = meanings.get(vendorCode ?? '');
  return known ?? 'request_rejected';
}
