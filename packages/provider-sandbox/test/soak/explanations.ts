import { AuthError } from '@acme/auth-helpers';

/** What a call may throw whose last attempt had the fault. Without an entry: nothing. */
const explanations: Readonly<Record<string, RegExp>> = {
  'status-408': /^http_status 408$/,
  'status-429': /^http_status 429$/,
  'status-500': /^http_status 500$/,
  'status-502': /^http_status 502$/,
  'status-503': /^http_status 503$/,
  'status-504': /^http_status 504$/,
  'oversized-error': /^http_status 500$/,
  'cut-before': /^(network|outcome_unknown)$/,
  'cut-during': /^(network|outcome_unknown)$/,
  'cut-after': /^(network|outcome_unknown)$/,
  'truncated-json': /^response_format 2\d\d$/,
  'wrong-type': /^response_format 2\d\d$/,
  html: /^response_format 200$/,
  // The second of two: the user name, or the id of the payment, is taken.
  duplicate: /^(http_status 409|auth request_rejected)$/,
};

/** What a login may end with that was altered: nothing that speaks of credentials, a lock or a second factor. */
const OF_HARMED_LOGIN = /^auth (outcome_unknown|provider_unavailable|request_rejected)$/;

/** In stable words: its code, and the status where an answer came. Of what is no typed error: `untyped`. */
export function wordsOf(error: unknown): string {
  const { code, status } = Object(error);
  if (error instanceof AuthError) return `auth ${code}`;
  // Clients bundle the runtime's classes: they are known by what they have in common.
  if (typeof code !== 'string' || typeof Object(error).operationId !== 'string') return `untyped ${error}`;
  return typeof status === 'number' ? `${code} ${status}` : code;
}

/**
 * Whether what a call threw comes from what was done to it.
 *
 * @param faults Of its attempts, oldest first. The last one must explain it, as retries leave only that.
 * @param hasHarmedLogin Whether a login of the same provider has suffered.
 */
export function isExplained(error: unknown, faults: readonly string[], hasHarmedLogin: boolean): boolean {
  const words = wordsOf(error);
  if (hasHarmedLogin && OF_HARMED_LOGIN.test(words)) return true;
  const [last = ''] = (faults.at(-1) ?? '').split(';');
  return explanations[last]?.test(words) === true;
}
