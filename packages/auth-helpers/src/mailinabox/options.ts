import { failed, invalid } from '../errors.js';
import { secureOrigin, withoutSlashes } from '../http/origin.js';
import type { Fetch } from '../http/send-once.js';
import type { TokenProviderOptions } from '../token/options.js';
import { PROVIDER } from './codes.js';

/** A secret, or what is asked for it before each login. */
export type SecretSource = string | (() => string | Promise<string>);

export interface MailinaboxAuthOptions
  extends Pick<TokenProviderOptions, 'clock' | 'onEvent' | 'random' | 'store' | 'waitUntil'> {
  /**
   * Base URL of the box, https, which ends in `/admin`, such as `https://box.example.com/admin`. Default: the environment
   * variable `MAILINABOX_BASE_PATH`, only without `email` and `password`.
   */
  readonly basePath?: string | undefined;
  /**
   * Of the account, as the box has it: capitals count. ASCII without a colon. Default: `MAILINABOX_EMAIL`, only without
   * the other two.
   */
  readonly email?: string | undefined;
  /** ASCII. Goes to the login and nowhere else. Default: `MAILINABOX_PASSWORD`, only without the other two. */
  readonly password?: SecretSource | undefined;
  /** Gives the current one-time code of an account that has TOTP; asked before each login. */
  readonly totp?: (() => string | Promise<string>) | undefined;
  /** Takes an `http:` base URL on the loopback interface as well, for tests. Default: false. */
  readonly allowInsecureLoopback?: boolean | undefined;
  /** Sends logins and logouts. Default: `globalThis.fetch`, looked up at each call. */
  readonly fetch?: Fetch | undefined;
  /** For each of these. Default: 30 000, as the daemon may have to end something else first. */
  readonly requestTimeoutMs?: number | undefined;
  /**
   * Any text of yours, kept secret, the same in all processes that share `store`: under it the store knows the
   * password. Must be given with a store.
   */
  readonly fingerprintKey?: string | undefined;
}

/** @returns the base URL, without a slash at its end. @throws ConfigurationError */
export function checkedBasePath(given: string, allowInsecureLoopback: boolean | undefined): string {
  if (typeof given !== 'string') throw invalid(PROVIDER, RULE);
  const basePath = withoutSlashes(given);
  const origin = secureOrigin('basePath', basePath, { provider: PROVIDER, allowInsecureLoopback });
  if (/^[^?#]*\/admin$/.test(basePath)) return origin + new URL(basePath).pathname;
  throw invalid(PROVIDER, RULE);
}

const RULE = 'basePath must end in /admin, such as https://box.example.com/admin';

/** @throws ConfigurationError for what no user of HTTP Basic (RFC 7617 §2) can be, or none of this daemon. */
export function checkedEmail(email: string): string {
  if (typeof email !== 'string' || email === '')
    throw invalid(PROVIDER, 'email must be a string that is not empty');
  if (email.includes(':'))
    throw invalid(PROVIDER, 'email must have no colon, at which HTTP Basic ends the user name');
  if (/^[!-~]+$/.test(email)) return email;
  throw invalid(PROVIDER, 'email must be ASCII without white space: the daemon cannot read anything else');
}

/** @throws ConfigurationError for what the daemon would take for a wrong password, whatever the account has. */
export function checkedPassword(password: string): string {
  if (typeof password !== 'string' || password.trim() === '') {
    throw invalid(PROVIDER, 'password must be a string that is not empty');
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII
  if (/^[\x00-\x7f]+$/.test(password)) return password;
  throw invalid(
    PROVIDER,
    'password must be ASCII: the daemon cannot read anything else, so change it at the box',
  );
}

/** @throws ConfigurationError for what cannot be a code: the daemon would count it as a failed login. */
export function checkedCode(code: string): string {
  if (typeof code === 'string' && /^\d{6,8}$/.test(code)) return code;
  throw invalid(PROVIDER, 'totp must give a string of 6 to 8 digits');
}

/** What a function of the options gives. @throws AuthError where it fails. */
export async function asked(option: string, source: () => string | Promise<string>): Promise<string> {
  try {
    return await source();
  } catch (cause) {
    throw failed(PROVIDER, 'provider_unavailable', `${option} cannot be read`, { cause, retryable: true });
  }
}
