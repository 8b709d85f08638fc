import { BrandedError } from './branded-error.js';

/**
 * What went wrong, the same words for every provider:
 *
 * - `credentials_rejected`: the provider refuses key, secret or password; trying again does harm
 * - `account_locked`: the provider has locked the account; only its support can open it
 * - `mfa_required`: a one-time password is missing
 * - `forbidden`: the credentials are good, but not for this call
 * - `token_expired`: the session is over, and a new one did not help or was not asked for
 * - `outcome_unknown`: the request was sent and no answer came: it may have taken effect
 * - `provider_unavailable`: no session can be had at the moment; try later
 * - `request_rejected`: the provider refuses what was asked for; see `vendorCode`
 * - `configuration_invalid`: a key, an option or an argument cannot be used; nothing was sent
 * - `decrypt_failed`: not encrypted under this key, or changed on the way
 * - `signature_invalid`: a signature is missing or does not fit
 */
export type AuthErrorCode =
  | 'account_locked'
  | 'configuration_invalid'
  | 'credentials_rejected'
  | 'decrypt_failed'
  | 'forbidden'
  | 'mfa_required'
  | 'outcome_unknown'
  | 'provider_unavailable'
  | 'request_rejected'
  | 'signature_invalid'
  | 'token_expired';

export interface AuthErrorOptions {
  /** Such as `commerce-connect`. */
  readonly provider?: string | undefined;
  /** The status of the answer that told, where there was one. */
  readonly status?: number | undefined;
  /** The provider's own code. */
  readonly vendorCode?: string | undefined;
  /** Whether the same call can succeed later with nothing changed. Default: false. */
  readonly retryable?: boolean | undefined;
  /** Earliest sensible time of another try, from now. */
  readonly retryAfterMs?: number | undefined;
  /** What was caught. Kept as name and code; its words are left out, as they can quote a request. */
  readonly cause?: unknown;
}

/**
 * What every error of this package is: a stable `code` to branch on, and words that may be logged. It holds no
 * secret, so that nothing which prints it can show one.
 *
 * `instanceof` works across the entries of this package, and between ES modules and CommonJS.
 */
export class AuthError extends BrandedError {
  /** The name of the class, by which copies of it in other entries know it. */
  static readonly kind: string = 'AuthError';
  declare readonly code: AuthErrorCode;
  declare readonly provider: string | undefined;
  declare readonly status: number | undefined;
  declare readonly vendorCode: string | undefined;
  declare readonly retryable: boolean;
  declare readonly retryAfterMs: number | undefined;

  /** @param message Says what failed and what to do; never a secret, value, body or URL. */
  constructor(code: AuthErrorCode, message: string, options: AuthErrorOptions = {}) {
    const { cause, retryable = false, ...about } = options;
    super(message, cause === undefined ? undefined : { cause: redactedCause(cause) });
    const known = Object.entries(about).filter(([, value]) => value !== undefined);
    Object.assign(this, { code, retryable }, Object.fromEntries(known));
  }

  /** What is safe to log, which is all there is but the cause. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...(this as Record<string, unknown>) };
  }
}

/** A key, an option or an argument cannot be used. Nothing was sent. */
export class ConfigurationError extends AuthError {
  static override readonly kind: string = 'ConfigurationError';

  /** @param message Names the option and what it must be, not what it is. */
  constructor(message: string, options: AuthErrorOptions = {}) {
    super('configuration_invalid', message, options);
  }
}

/** The one answer to everything that cannot be decrypted: telling why would help who tampers. */
export class DecryptError extends AuthError {
  static override readonly kind: string = 'DecryptError';

  constructor() {
    super('decrypt_failed', 'cannot decrypt: not encrypted under this key and IV, or changed on the way');
  }
}

/** @returns an `AuthError` as it is, of anything else name, code and causes. */
function redactedCause(cause: unknown, depth = 0): Error {
  if (cause instanceof AuthError) return cause;
  const { name, code, cause: inner } = Object(cause);
  const isNested = inner !== undefined && depth < 4;
  const copy = new Error('[redacted]', isNested ? { cause: redactedCause(inner, depth + 1) } : undefined);
  copy.name = matching(NAME, name) ?? 'Error';
  copy.stack = `${copy.name}: [redacted]`;
  const known = matching(CODE, code);
  return Object.assign(copy, known === undefined ? {} : { code: known });
}

/** Of a class: words without digits, which keys, tokens and codes are not. */
const NAME = /^[A-Z][A-Za-z]{1,39}$/;

/** As platforms write them: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `ERR_SSL_…`, and two of Bun; then those of Redis. */
const CODE =
  /^(?:E[A-Z]{2,20}|[A-Z]+(?:_[A-Z]+)+|(?:ERR|HPE|EAI|UND_ERR)_[A-Z\d_/]+|ConnectionRefused|FailedToOpenSocket|ASK|BUSY|CLUSTERDOWN|CROSSSLOT|LOADING|MASTERDOWN|MISCONF|MOVED|NOAUTH|NOPERM|NOREPLICAS|OOM|READONLY|SKIPPED|TIMEOUT|TRYAGAIN|WRONGPASS|WRONGTYPE)$/;

/** Anything else, or what is long, may be a secret. */
function matching(words: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 60 && words.test(value) ? value : undefined;
}

/** The same error, told later: how long it is until a try makes sense, from now. */
export function stillFailed(error: AuthError, retryAfterMs: number): AuthError {
  if (error.retryAfterMs === retryAfterMs) return error;
  const { code, message, cause, provider, status, vendorCode, retryable } = error;
  return new AuthError(code, message, { cause, provider, status, vendorCode, retryable, retryAfterMs });
}

/** What a provider's helper refuses. @param rule Names the option and what it must be, not what it is. */
export function invalid(provider: string, rule: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(`${provider}: ${rule}`, { provider, cause });
}

/** What a provider's helper fails with. @param what Says what failed and what to do, after the provider's name. */
export function failed(
  provider: string,
  code: AuthErrorCode,
  what: string,
  about: Omit<AuthErrorOptions, 'provider'> = {},
): AuthError {
  return new AuthError(code, `${provider}: ${what}`, { provider, ...about });
}
