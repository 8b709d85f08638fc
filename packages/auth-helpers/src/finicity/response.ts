import { type AuthError, type AuthErrorCode, failed } from '../errors.js';
import { jsonIn } from '../http/bounded-text.js';
import type { ReadResponse } from '../http/send-once.js';
import { meaningOf, PROVIDER } from './codes.js';

const advice: Readonly<Partial<Record<AuthErrorCode, string>>> = {
  account_locked: 'the account is locked; only the support of the vendor can open it, then call reset()',
  credentials_rejected:
    'check partner id, partner secret and App-Key; they are not tried again until they change',
  outcome_unknown: 'it may have taken effect',
};

/**
 * The vendor's code in the body of an error: a number or a text, at the top or in the first entry of a list, with a
 * capital or without.
 */
export function vendorCodeIn(body: Record<string, unknown> | undefined): string | undefined {
  const [listed]: unknown[] = [Object(body?.Errors).Error].flat();
  for (const part of [Object(body), Object(listed)]) {
    const code = part.code ?? part.ReasonCode ?? part.reasonCode;
    // What is no number may quote the request.
    if (/^\d{3,8}$/.test(`${code}`)) return `${code}`;
  }
  return undefined;
}

/** What the code in the answer to a call means. The answer can still be read. */
export async function meaningIn(response: Response): Promise<AuthErrorCode | undefined> {
  return meaningOf(vendorCodeIn(await jsonIn(response)));
}

/**
 * The error of a login, or of a change of the secret, that was answered in another way than hoped for.
 *
 * @param what Such as `login`.
 */
export function refusal(what: string, { status, body, retryAfterMs }: ReadResponse): AuthError {
  const vendorCode = vendorCodeIn(body);
  const meaning = meaningOf(vendorCode);
  // No token was sent that could have expired.
  const code = meaning === undefined || meaning === 'token_expired' ? meaningOfStatus(status) : meaning;
  const hint = advice[code] === undefined ? '' : `: ${advice[code]}`;
  const retryable = code === 'provider_unavailable';
  const isLater = retryable || (code === 'outcome_unknown' && status >= 500);
  const about = { status, vendorCode, retryable, retryAfterMs: isLater ? retryAfterMs : undefined };
  return failed(PROVIDER, code, `${what} answered with ${vendorCode ?? `HTTP ${status}`}${hint}`, about);
}

function meaningOfStatus(status: number): AuthErrorCode {
  // On the safe side: five failed logins lock the account.
  if (status === 401) return 'credentials_rejected';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'provider_unavailable';
  // An upstream may have counted what failed on the way back; a success without a token tells nothing either.
  return status >= 500 || status < 300 ? 'outcome_unknown' : 'request_rejected';
}
