import { AuthError, failed } from '../errors.js';
import { isRefusal, type LoginVerdict, type Refusal } from './login-budget.js';
import type { LoginKey } from './login-key.js';
import type { LoginProgress } from './login-progress.js';
import type { LoginTurns } from './login-turns.js';
import type { TokenSettings } from './options.js';
import type { StoreOutages } from './store-outage.js';
import { wokenBy } from './work.js';

/** A budget of many processes is asked again so often, a look apart, while logins of others are under way. */
const MOST_PENDING = 50;

/**
 * Asks the budget for leave before a login: that of the credentials, and that of the subject.
 *
 * @throws AuthError, by what is returned, when these credentials have used up their budget, or the subject its own.
 */
export function loginReservation(
  { provider, subject, store: { budget }, emit }: TokenSettings,
  turns: LoginTurns,
  { fromStore, kept }: StoreOutages,
): (key: LoginKey, progress: LoginProgress) => Promise<void> {
  async function reserve(key: LoginKey, progress: LoginProgress): Promise<void> {
    if (subject !== undefined) await reserveForSubject(key, progress);
    const isProven = turns.isProven(key.budget);
    try {
      await allowed(progress, () => fromStore(progress, budget.reserve(key.budget, { isProven })));
      progress.open = 'reserved';
    } catch (refused) {
      // What was known of them is over: while the store is down nobody tries them on the strength of that.
      if (refused instanceof AuthError && isRefusal(refused.code)) turns.proven(key.budget, false);
      if (subject !== undefined) await kept(progress, budget.settle(key.token, 'harmless'));
      throw refused;
    }
  }

  /** It only spares the provider who was refused before, so an outage is no reason to make no login. */
  async function reserveForSubject(key: LoginKey, progress: LoginProgress): Promise<void> {
    await allowed(progress, () =>
      fromStore(progress, budget.reserve(key.token)).catch((error: unknown) => {
        if (!turns.isProven(key.budget)) throw error;
        return 'allowed' as const;
      }),
    );
  }

  async function allowed(progress: LoginProgress, verdict: () => Promise<LoginVerdict>): Promise<void> {
    for (let asks = 1; ; asks += 1) {
      const code = await verdict();
      if (code === 'allowed') return;
      if (code !== 'pending' || asks >= MOST_PENDING) throw exhausted(code);
      await wokenBy(() => () => undefined, progress.signal);
    }
  }

  function exhausted(verdict: 'pending' | 'outcome_unknown' | Refusal): AuthError {
    const code = verdict === 'pending' ? 'outcome_unknown' : verdict;
    emit({ type: 'budget_exhausted', code });
    const isOver = code !== 'outcome_unknown';
    const what = isOver
      ? 'until the credentials change'
      : 'for a while, as the last may count as a failed one';
    return failed(provider, code, `no login is made ${what}`, { retryable: !isOver });
  }

  return reserve;
}
