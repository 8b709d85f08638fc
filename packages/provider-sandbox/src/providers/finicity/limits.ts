/** The failed login that locks the account. */
export const MAX_FAILURES = 5;
