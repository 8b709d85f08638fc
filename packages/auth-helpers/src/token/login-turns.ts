import { setBounded } from './bounded.js';
import type { LoginBudget } from './login-budget.js';
import { ofProcess } from './process-memory.js';
import { createTurns, type Turns } from './turns.js';

/** What one process knows of the logins with each set of credentials, whoever they are made for. */
export interface LoginTurns extends Turns {
  isProven(key: string): boolean;
  /** They were accepted, here or in another process; or were not any more, or are to be tried anew. */
  proven(key: string, isProven: boolean): void;
}

/**
 * Logins with proven credentials at a time. Where these have been revoked, and all their sessions with them, so many
 * are rejected before the first answer is there.
 */
const MOST_AT_A_TIME = 4;

/** Credentials that are remembered. */
const MOST_KEYS = 10_000;

/** As long as credentials are unproven, one login at a time: its outcome is that of all the others. */
export function loginTurns(budget: LoginBudget): LoginTurns {
  // Providers that share a budget share the turns.
  const turnsOf = ofProcess('turns', () => new WeakMap<LoginBudget, LoginTurns>());
  const known = turnsOf.get(budget);
  if (known !== undefined) return known;
  const provenKeys = new Map<string, true>();
  const isProven = (key: string): boolean => provenKeys.has(key);
  const turns: LoginTurns = {
    ...createTurns((key) => (isProven(key) ? MOST_AT_A_TIME : 1)),
    isProven,
    proven(key, isSo) {
      if (isSo) setBounded(provenKeys, key, true, MOST_KEYS);
      else provenKeys.delete(key);
    },
  };
  turnsOf.set(budget, turns);
  return turns;
}
