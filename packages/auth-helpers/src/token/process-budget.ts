import type { Clock } from './clock.js';
import type { LoginBudget } from './login-budget.js';
import { memoryTokenStore } from './memory-token-store.js';
import { ofClock } from './process-memory.js';
import type { TokenStore } from './store.js';

/**
 * A store of its own, with the budget of the whole process: who makes a helper for each request, or makes one again
 * when a module is loaded anew, has one refused login in all, and not one each time. Only for keys that hold a
 * fingerprint of the credentials.
 */
export function ownTokenStore(options: { readonly clock: Clock; readonly maxKeys?: number }): TokenStore {
  const { clock } = options;
  const store = memoryTokenStore(options);
  return { ...store, budget: ofClock<LoginBudget>('budget', clock, () => store.budget) };
}
