import { type AuthError, type AuthErrorCode, failed } from '../errors.js';
import type { ReadResponse } from '../http/send-once.js';
import { meaningOf, PROVIDER, SUCCESS } from './codes.js';

const advice: Readonly<Partial<Record<AuthErrorCode, string>>> = {
  credentials_rejected:
    'check key, IV and what was settled at onboarding; it is not tried again until forget()',
  signature_invalid: 'check consumer key, signing key and the clock of this machine',
  request_rejected: 'check the id of the cardholder, and key and IV',
};

/**
 * The token in an answer of `usertokenGet`, `{ Response: { Status: { Code: '600' }, UserToken: { Token } } }`.
 *
 * @throws AuthError for any other answer.
 */
export function userTokenIn(answer: ReadResponse): string {
  const { status, body } = answer;
  const { Status, UserToken } = Object(body?.Response);
  const token: unknown = Object(UserToken).Token;
  const isSuccess = status < 300 && `${Object(Status).Code}` === SUCCESS;
  if (isSuccess && typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
  throw refusal(answer);
}

/** The `ReasonCode` of a refusal, or the `Status.Code` of what is no success. */
export function vendorCodeIn(body: Record<string, unknown> | undefined): string | undefined {
  const [first]: unknown[] = [Object(body?.Errors).Error].flat();
  const listed = Object(first).ReasonCode ?? Object(Object(body?.Response).Status).Code;
  // What is no code may quote the request.
  return typeof listed !== 'object' && /^[A-Z_]{3,40}$|^\d{3}$/.test(`${listed}`) ? `${listed}` : undefined;
}

function refusal({ status, body, retryAfterMs }: ReadResponse): AuthError {
  const vendorCode = vendorCodeIn(body);
  const code = meaningOf(vendorCode, status);
  const isLater = code === 'provider_unavailable';
  const hint = advice[code] === undefined ? '' : `: ${advice[code]}`;
  const about = { status, vendorCode, retryable: isLater, retryAfterMs: isLater ? retryAfterMs : undefined };
  return failed(PROVIDER, code, `usertoken answered with ${vendorCode ?? `HTTP ${status}`}${hint}`, about);
}
