import { setBounded, trim } from './bounded.js';
import type { Clock } from './clock.js';

/** Credentials that no login is made with any more. */
export type Refusal = 'credentials_rejected' | 'account_locked';

/** @param code Of an error, or what a budget says. */
export function isRefusal(code: string): code is Refusal {
  return code === 'credentials_rejected' || code === 'account_locked';
}

/**
 * Whether a login may be sent; if not, why: what went before. `pending`: others are under way whose outcome decides, so
 * ask again soon.
 */
export type LoginVerdict = 'allowed' | 'pending' | 'outcome_unknown' | Refusal;

/**
 * How a login ended.
 *
 * - `harmless`: it failed, but the provider has not counted it against the account
 * - `subject_rejected`: it was rejected, and the reason may be whom it was made for, such as a cardholder, and not the
 *   credentials. Two in a row are taken for the credentials' fault.
 */
export type LoginOutcome = 'accepted' | 'outcome_unknown' | 'harmless' | 'subject_rejected' | Refusal;

export interface ReserveOptions {
  /** This process has seen that these credentials were accepted, and not that they were rejected since. */
  readonly isProven?: boolean | undefined;
}

/**
 * Keeps rejected credentials from being tried again: providers lock accounts, and ban addresses, after a few wrong
 * logins. The key holds the fingerprint of the credentials, so changed ones begin anew; whoever logs in with the same
 * credentials, for whichever cardholder, has the same key.
 */
export interface LoginBudget {
  /**
   * Before a login is sent. An `allowed` one counts as unknown until it is settled: its process may die.
   *
   * A budget of many processes that cannot be asked allows a login with proven credentials at most, and rejects with
   * any other.
   */
  reserve(key: string, options?: ReserveOptions): Promise<LoginVerdict>;
  /** After one that was allowed; a refusal also without one, where the provider told of it elsewhere. */
  settle(key: string, outcome: LoginOutcome): Promise<void>;
  /** Forgets what went before, as after the provider's support has unlocked the account. */
  reset(key: string): Promise<void>;
}

export interface MemoryLoginBudgetOptions {
  readonly clock: Clock;
  /** How long a login without an answer holds back the next, while the credentials are unproven. */
  readonly outcomeUnknownWaitMs: number;
}

interface Attempts {
  readonly refusal?: Refusal | undefined;
  /** These credentials have been accepted, so that no answer means a network's trouble, not theirs. */
  readonly isProven: boolean;
  /** Logins rejected in a row for what may be the fault of whom they were made for. */
  readonly rejections: number;
  /** When those were sent of which no answer is known, by the monotonic clock. */
  readonly unknownSinceMs: readonly number[];
}

const NONE: Attempts = { isProven: false, rejections: 0, unknownSinceMs: [] };

/** So many that are rejected one after the other are not to blame themselves. */
const MOST_SUBJECTS = 2;

/** Credentials and subjects that are remembered; of those, who was refused the longest. */
const MOST_KEYS = 10_000;

/** Of the logins without an answer so many are remembered: one of them holds back the next as long as all do. */
const MOST_UNKNOWN = 16;

/**
 * A budget of one process: one rejected login, or one without an answer while the credentials are unproven.
 */
export function memoryLoginBudget({ clock, outcomeUnknownWaitMs }: MemoryLoginBudgetOptions): LoginBudget {
  const attemptsOf = new Map<string, Attempts>();

  function keep(key: string, attempts: Attempts): void {
    const { refusal, isProven, rejections, unknownSinceMs } = attempts;
    if (refusal === undefined && !isProven && rejections + unknownSinceMs.length === 0)
      attemptsOf.delete(key);
    else setBounded(attemptsOf, key, attempts, Infinity);
    trim(attemptsOf, MOST_KEYS, (kept) => kept.refusal !== undefined);
  }

  return {
    async reserve(key) {
      const known = attemptsOf.get(key) ?? NONE;
      if (known.refusal !== undefined) return known.refusal;
      const nowMs = clock.monotonicMs();
      const open = known.unknownSinceMs.filter((sinceMs) => nowMs - sinceMs < outcomeUnknownWaitMs);
      if (!isTrusted(known) && open.length > 0) return 'outcome_unknown';
      keep(key, { ...known, unknownSinceMs: [...open, nowMs].slice(-MOST_UNKNOWN) });
      return 'allowed';
    },
    async settle(key, outcome) {
      if (outcome === 'outcome_unknown') return;
      if (outcome === 'accepted') return keep(key, { ...NONE, isProven: true });
      const known = attemptsOf.get(key) ?? NONE;
      const left = { ...known, unknownSinceMs: known.unknownSinceMs.slice(0, -1) };
      if (outcome === 'harmless') return keep(key, left);
      if (outcome !== 'subject_rejected') return keep(key, { ...left, refusal: outcome });
      const rejections = known.rejections + 1;
      const refusal = rejections < MOST_SUBJECTS ? undefined : 'credentials_rejected';
      keep(key, { ...left, rejections, refusal });
    },
    async reset(key) {
      attemptsOf.delete(key);
    },
  };
}

function isTrusted({ isProven, rejections }: Attempts): boolean {
  return isProven && rejections === 0;
}
