import { setBounded } from '../token/bounded.js';
import { isRefusal, type LoginBudget, type LoginVerdict, type Refusal } from '../token/login-budget.js';
import { StoreOutage } from './circuit-breaker.js';
import { isOfSubject } from './keys.js';
import type { RedisLoginBudget } from './redis-login-budget.js';

/** Credentials that are remembered. */
const MOST_KEYS = 1_000;

/**
 * The budget of all processes, and beside it that of this process: it remembers refusals of its own logins, and those
 * that Redis has told it of. So what Redis loses is not tried again here, and Redis is told of it again.
 *
 * @param isLocalAllowed Whether credentials that were accepted before may be used while Redis fails.
 */
export function localFallbackBudget(
  shared: RedisLoginBudget,
  local: LoginBudget,
  isLocalAllowed: boolean,
): LoginBudget {
  /** Accepted before, as Redis said when it was last asked. */
  const provenKeys = new Map<string, true>();
  /** How many logins were allowed by this process, and are not counted in Redis. */
  const uncounted = new Map<string, number>();
  /** Refusals that Redis has not been told of. */
  const untold = new Map<string, Refusal>();
  /** Refusals that Redis has told of; not those of subjects, who are let in again without a word about it. */
  const told = new Map<string, Refusal>();

  async function ofAll(key: string): Promise<LoginVerdict> {
    const refusal = untold.get(key);
    if (refusal !== undefined) {
      await shared.settle(key, refusal);
      untold.delete(key);
    }
    const verdict = await shared.reserve(key);
    if (verdict === 'proven') setBounded(provenKeys, key, true, MOST_KEYS);
    else provenKeys.delete(key);
    if (isRefusal(verdict) && !isOfSubject(key)) setBounded(told, key, verdict, MOST_KEYS);
    if (verdict === 'proven' || verdict === 'reset') {
      told.delete(key);
      return 'allowed';
    }
    const known = told.get(key);
    if (verdict !== 'allowed' || known === undefined) return verdict;
    // Redis has lost it: nobody was let in since, and nobody has reset it. This ends what was reserved just now, too.
    await shared.settle(key, known, true);
    return known;
  }

  return {
    async reserve(key, { isProven = false } = {}) {
      // Another process was let in with them, whatever became of a login here.
      if (isProven) {
        told.delete(key);
        await local.settle(key, 'accepted');
      }
      const own = await local.reserve(key);
      if (isRefusal(own)) {
        if (untold.has(key)) await ofAll(key).catch(unlessOutage);
        return own;
      }
      const giveBack = async (): Promise<void> => {
        if (own === 'allowed') await local.settle(key, 'harmless');
      };
      try {
        const verdict = await ofAll(key);
        await giveBack();
        return verdict;
      } catch (error) {
        const isKnown = isProven || provenKeys.has(key);
        if (!(isLocalAllowed && isKnown && error instanceof StoreOutage)) {
          await giveBack();
          throw error;
        }
        if (own === 'allowed') setBounded(uncounted, key, (uncounted.get(key) ?? 0) + 1, MOST_KEYS);
        return own;
      }
    },
    async settle(key, outcome) {
      const count = uncounted.get(key) ?? 0;
      if (count > 1) uncounted.set(key, count - 1);
      else uncounted.delete(key);
      const isUncounted = count > 0;
      if (isUncounted || outcome !== 'harmless') await local.settle(key, outcome);
      const isRefused = outcome !== 'accepted' && outcome !== 'harmless' && outcome !== 'outcome_unknown';
      if (outcome === 'accepted') setBounded(provenKeys, key, true, MOST_KEYS);
      else if (isRefused) provenKeys.delete(key);
      if (isUncounted && (outcome === 'harmless' || outcome === 'outcome_unknown')) return;
      try {
        await shared.settle(key, outcome, !isUncounted);
      } catch (error) {
        unlessOutage(error);
        // Known here at least, and there when it is back.
        if (isRefused) {
          const refusal = outcome === 'account_locked' ? outcome : 'credentials_rejected';
          setBounded(untold, key, refusal, MOST_KEYS);
        }
      }
    },
    async reset(key) {
      provenKeys.delete(key);
      untold.delete(key);
      told.delete(key);
      await local.reset(key);
      await shared.reset(key);
    },
  };
}

function unlessOutage(error: unknown): void {
  if (!(error instanceof StoreOutage)) throw error;
}
