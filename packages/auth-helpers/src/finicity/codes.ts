import type { AuthErrorCode } from '../errors.js';

export const PROVIDER = 'finicity';

/**
 * The vendor's codes in our words. The code decides and not the status: a locked account is told with HTTP 500.
 *
 * From the published description, the error page of 24302 and its examples. Not in it, as nothing is done about them:
 * 10024, a call without a token.
 */
const meanings: ReadonlyMap<string, AuthErrorCode> = new Map<string, AuthErrorCode>([
  // "Expired (App-Token)", of webhook subscriptions
  ['1503', 'token_expired'],
  // "Invalid credentials"
  ['10001', 'credentials_rejected'],
  // "Missing parameter"
  ['10005', 'request_rejected'],
  // "Not authorized"
  ['10021', 'credentials_rejected'],
  // "Invalid (Finicity-App-Token)", which consent calls say of an expired one as well
  ['10022', 'token_expired'],
  // "Expired (Finicity-App-Token)"
  ['10023', 'token_expired'],
  // The App-Key is missing, is invalid: whether that counts towards the lock is not known, so it is not tried again.
  ['10026', 'credentials_rejected'],
  ['10027', 'credentials_rejected'],
  // "Partner not found"
  ['12401', 'credentials_rejected'],
  // "Bad request"
  ['14020', 'request_rejected'],
  // Locked after five failed logins
  ['24302', 'account_locked'],
  // A new secret is against the policy
  ['24437', 'request_rejected'],
  // "Too many requests"
  ['3300001', 'provider_unavailable'],
]);

/** @returns `undefined` for a code that is not in the table. */
export function meaningOf(vendorCode: string | undefined): AuthErrorCode | undefined {
  return meanings.get(vendorCode ?? '');
}
