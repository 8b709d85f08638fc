import type { Clock } from './clock.js';
import { type LoginBudget, memoryLoginBudget } from './login-budget.js';
import { memoryTokenStore } from './memory-token-store.js';
import type { TokenStore } from './store.js';

/** By the clock that they count with: who brings one of their own, such as a test, has a process of their own. */
const budgets = new WeakMap<Clock, LoginBudget>();

/** As of `memoryTokenStore`. */
const OUTCOME_UNKNOWN_HOLD_MS = 900_000;

/**
 * A store of its own, with the budget of the whole process: who makes a helper for each request, or makes one again
 * when a module is loaded anew, has one refused login in all, and not one each time. Only for keys that hold a
 * fingerprint of the credentials.
 */
export function ownTokenStore(options: { readonly clock: Clock; readonly maxKeys?: number }): TokenStore {
  const { clock } = options;
  const budget =
    budgets.get(clock) ?? memoryLoginBudget({ clock, outcomeUnknownHoldMs: OUTCOME_UNKNOWN_HOLD_MS });
  budgets.set(clock, budget);
  return { ...memoryTokenStore(options), budget };
}
