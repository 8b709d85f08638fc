import type { AuthErrorCode } from '../errors.js';
import { boundedText, jsonObject } from '../http/bounded-text.js';

export const PROVIDER = 'mailinabox';

/** The daemon's words in ours: `reason` and `status` of a login, and the reason why a call is refused. */
const codes: ReadonlyMap<unknown, AuthErrorCode> = new Map<unknown, AuthErrorCode>([
  ['missing-totp-token', 'mfa_required'],
  ['invalid-totp-token', 'mfa_required'],
  ['invalid', 'credentials_rejected'],
  ['You are not an administrator.', 'forbidden'],
]);

/** Why a login brought no key. @returns `undefined` for an answer that is none of the daemon's. */
export function loginRefusal(
  status: unknown,
  reason: unknown,
): { code: AuthErrorCode; vendorCode: string } | undefined {
  const word = codes.has(reason) ? reason : status;
  const code = codes.get(word);
  // Only words of the table are shown: the daemon's own can quote what was sent.
  return code === undefined ? undefined : { code, vendorCode: `${word}` };
}

/**
 * Why the daemon refuses a call: `forbidden` where the account is no administrator, which another login does not
 * change; for any other reason the key is dead. 403 is its answer to `X-Requested-With: XMLHttpRequest`.
 *
 * @param answer Can still be read afterwards.
 * @returns `undefined` for any other answer, such as that of a proxy.
 */
export async function callRefusal(answer: Response): Promise<'forbidden' | 'token_expired' | undefined> {
  if (answer.status !== 401 && answer.status !== 403) return undefined;
  const reason = answer.headers.get('x-reason') ?? (await reasonIn(answer));
  if (typeof reason !== 'string' || reason === '') return undefined;
  return codes.get(reason) === 'forbidden' ? 'forbidden' : 'token_expired';
}

/** JSON for who accepts some type by name, text for who accepts any. */
async function reasonIn(answer: Response): Promise<unknown> {
  const text = (await boundedText(answer.clone())) ?? '';
  const body = jsonObject(text);
  if (body !== undefined) return body.status === 'error' ? body.reason : undefined;
  return /^text\/plain\b/i.test(answer.headers.get('content-type') ?? '') ? text.trim() : undefined;
}
