import { DAY_MS } from '../../core/time.js';

/** Places for sessions. */
export const MAX_SESSIONS = 64;

/** For how long a session lives after its last use. */
export const SESSION_LIFE_MS: number = 2 * DAY_MS;

/** The failure that is a ban. */
export const MAX_FAILURES = 20;

/** For how long fail2ban counts a failure. */
export const BAN_WINDOW_MS = 30_000;
