import type { ReadonlyHeaders } from '../../core/provider.js';
import type { Account } from './accounts.js';
import { type Box, UncaughtException } from './box.js';
import { isCodeOf } from './totp.js';

/** The reason for who has given only the password; fail2ban does not count it. */
export const MISSING_CODE = 'missing-totp-token';
const INVALID_CODE = 'invalid-totp-token';
const REFUSED = 'Incorrect email address or password.';

/** A login takes no api_key; a call renews its session, a logout ends it. */
type Purpose = 'login' | 'call' | 'logout';

/**
 * The daemon's one way to know a caller, by api_key or by password and code, which `/logout` takes as well. One must be
 * over before the next begins.
 *
 * @returns who sends a request, or the daemon's reason why nobody is known to; rejects with UncaughtException for a
 *   one-time code outside ASCII.
 */
export async function authenticate(
  { accounts, sessions, clock }: Box,
  headers: ReadonlyHeaders,
  purpose: Purpose,
): Promise<Account | string> {
  const credentials = basicCredentials(headers.get('authorization'));
  if (typeof credentials === 'string') return credentials;
  const { user, secret } = credentials;
  const account = accounts.find(user);
  if (account !== undefined && purpose !== 'login' && sessions.isAlive(account, secret)) {
    if (purpose === 'logout') sessions.close(secret);
    else sessions.renew(secret);
    return account;
  }
  if (secret.trim() === '') return 'Enter a password.';
  if (account?.password !== secret) return REFUSED;
  const refused = await refusedCode(account, headers.get('x-auth-token') ?? '', clock.nowMs());
  return refused ?? account;
}

/** Any factor will do. @returns why none does. */
async function refusedCode({ factors }: Account, code: string, nowMs: number): Promise<string | undefined> {
  if (factors.length === 0) return undefined;
  if (code === '') return MISSING_CODE;
  // The daemon compares codes in constant time, by a function that takes ASCII alone.
  if (/[^\0-\x7f]/.test(code)) throw new UncaughtException('a one-time code outside ASCII');
  for (const factor of factors) {
    if (code === factor.lastCode || !(await isCodeOf(factor.secret, code, nowMs))) continue;
    // Only the last one is kept, so that an earlier code of the window would be taken again.
    factor.lastCode = code;
    return undefined;
  }
  return INVALID_CODE;
}

/** What a request says who sends it. */
interface Credentials {
  readonly user: string;
  readonly secret: string;
}

/**
 * Reads `Authorization` as the daemon does: stricter than RFC 7617 with the scheme's capital and with ASCII.
 *
 * @returns credentials, or the daemon's reason why there are none.
 */
function basicCredentials(header: string | null): Credentials | string {
  const [, encoded] = /^Basic\s+(\S.*)$/.exec(header ?? '') ?? [];
  if (encoded === undefined) return AUTHORIZATION_INVALID;
  // Python passes over what is no base64, and wants the padding that others can do without.
  const [characters = '', padding = ''] = /^([^=]*)(=*)/
    .exec(encoded.replace(/[^A-Za-z\d+/=]/g, ''))!
    .slice(1);
  if ((characters.length + padding.length) % 4 !== 0) return 'Incorrect padding';
  const decoded = atob(characters);
  const position = [...decoded].findIndex((character) => character > '\x7f');
  if (position >= 0) {
    const byte = decoded.charCodeAt(position).toString(16);
    return `'ascii' codec can't decode byte 0x${byte} in position ${position}: ordinal not in range(128)`;
  }
  // The first colon ends the user name: a password may have more.
  const colon = decoded.indexOf(':');
  if (colon <= 0) return AUTHORIZATION_INVALID;
  return { user: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
}

const AUTHORIZATION_INVALID = 'Authorization header invalid.';
