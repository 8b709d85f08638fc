import type { Clock } from './clock.js';

/** Credentials that no login is made with any more. */
export type Refusal = 'credentials_rejected' | 'account_locked';

/** Whether a login may be sent; if not, why: what went before. */
export type LoginVerdict = 'allowed' | 'outcome_unknown' | Refusal;

/**
 * How a login ended. `harmless`: it failed, but the provider has not counted it against the account.
 */
export type LoginOutcome = 'accepted' | 'outcome_unknown' | 'harmless' | Refusal;

/**
 * Keeps rejected credentials from being tried again: providers lock accounts, and ban addresses, after a few wrong
 * logins. The key holds the fingerprint of the credentials, so changed ones begin anew.
 */
export interface LoginBudget {
  /** Before a login is sent. An `allowed` one counts as unknown until it is settled: its process may die. */
  reserve(key: string): Promise<LoginVerdict>;
  /** After one that was allowed; a refusal also without one, where the provider told of it elsewhere. */
  settle(key: string, outcome: LoginOutcome): Promise<void>;
  /** Forgets what went before, as after the provider's support has unlocked the account. */
  reset(key: string): Promise<void>;
}

export interface MemoryLoginBudgetOptions {
  readonly clock: Clock;
  /** How long a login without an answer holds back the next, while the credentials are unproven. */
  readonly outcomeUnknownHoldMs: number;
}

interface Attempts {
  refusal: Refusal | undefined;
  /** These credentials have been accepted once, so that no answer means a network's trouble, not theirs. */
  isProven: boolean;
  /** When those were sent of which no answer is known, by the monotonic clock. */
  unknownSinceMs: number[];
}

/**
 * A budget of one process: one rejected login, or one without an answer while the credentials are unproven.
 */
export function memoryLoginBudget({ clock, outcomeUnknownHoldMs }: MemoryLoginBudgetOptions): LoginBudget {
  const attemptsOf = new Map<string, Attempts>();

  function attempts(key: string): Attempts {
    const known = attemptsOf.get(key) ?? { refusal: undefined, isProven: false, unknownSinceMs: [] };
    attemptsOf.set(key, known);
    return known;
  }

  return {
    async reserve(key) {
      const known = attempts(key);
      if (known.refusal !== undefined) return known.refusal;
      const nowMs = clock.monotonicMs();
      known.unknownSinceMs = known.unknownSinceMs.filter((sinceMs) => nowMs - sinceMs < outcomeUnknownHoldMs);
      if (!known.isProven && known.unknownSinceMs.length > 0) return 'outcome_unknown';
      known.unknownSinceMs.push(nowMs);
      return 'allowed';
    },
    async settle(key, outcome) {
      const known = attempts(key);
      if (outcome === 'outcome_unknown') return;
      known.unknownSinceMs.pop();
      if (outcome === 'harmless') return;
      if (outcome === 'accepted') {
        attemptsOf.set(key, { refusal: undefined, isProven: true, unknownSinceMs: [] });
      } else {
        known.refusal = outcome;
      }
    },
    async reset(key) {
      attemptsOf.delete(key);
    },
  };
}
