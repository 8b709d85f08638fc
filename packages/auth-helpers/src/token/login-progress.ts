import type { LoginKey } from './login-key.js';
import type { TokenLease } from './store.js';
import type { Work } from './work.js';

/** How far a login has come: what whoever takes it over has to put in order. */
export interface LoginProgress {
  /** Goes on as long as whoever makes the login is alive. */
  readonly work: Work;
  readonly signal: AbortSignal;
  key?: LoginKey;
  lease?: TokenLease | undefined;
  /** The key of the turn that it has. */
  turn?: string | undefined;
  /** A login that the budget has counted, and that is not settled. */
  open?: 'reserved' | 'sent' | undefined;
  isSent?: boolean;
  isOutageTold?: boolean;
}
