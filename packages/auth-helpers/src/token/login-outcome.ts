import type { AuthError } from '../errors.js';
import type { LoginOutcome } from './login-budget.js';

/** What a failed login counts as in the budget of its credentials. */
export function outcomeOf({ code }: AuthError, hasSubject: boolean): LoginOutcome {
  if (code === 'credentials_rejected') return hasSubject ? 'subject_rejected' : code;
  if (code === 'account_locked') return code;
  // Whether the provider counts these as failed logins is known of none.
  const isUnknown = code === 'outcome_unknown' || code === 'forbidden' || code === 'request_rejected';
  return isUnknown ? 'outcome_unknown' : 'harmless';
}

/** Of whom it was for: a refusal, or what may be one, is not repeated for a while. */
export function subjectOutcomeOf({ code }: AuthError): LoginOutcome {
  if (code === 'credentials_rejected') return code;
  return code === 'forbidden' || code === 'request_rejected' ? 'outcome_unknown' : 'harmless';
}
