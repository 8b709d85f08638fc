import type { LoginBudget, LoginVerdict } from '../token/login-budget.js';
import { type Check, must } from './support.js';

/** Some logins that all end in one way; `undefined` for one whose end nobody tells. */
async function logins(
  budget: LoginBudget,
  key: string,
  count: number,
  outcome: Parameters<LoginBudget['settle']>[1] | undefined,
): Promise<LoginVerdict> {
  for (let made = 0; made < count; made += 1) {
    const verdict = await budget.reserve(key);
    if (verdict !== 'allowed') return verdict;
    if (outcome !== undefined) await budget.settle(key, outcome);
  }
  return 'allowed';
}

/** What keeps a provider from locking the account. */
export const loginBudgetCases: Readonly<Record<string, Check>> = {
  'allows no login after two that were rejected': async ({ budget }, key) => {
    const verdict = await logins(budget, key, 3, 'credentials_rejected');
    must(verdict === 'credentials_rejected', 'refuse credentials after two rejected logins at the latest');
    const again = await budget.reserve(key);
    must(again === 'credentials_rejected', 'refuse rejected credentials until they change');
  },

  'allows no login to a locked account': async ({ budget }, key) => {
    const verdict = await logins(budget, key, 2, 'account_locked');
    must(verdict === 'account_locked', 'refuse a locked account at once, and say why');
  },

  'takes a refusal that no login of its own was the reason of': async ({ budget }, key) => {
    await budget.settle(key, 'account_locked');
    must(
      (await budget.reserve(key)) === 'account_locked',
      'refuse an account that was found locked elsewhere',
    );
  },

  'holds unproven credentials back after two logins without an answer': async ({ budget }, key) => {
    const verdict = await logins(budget, key, 3, 'outcome_unknown');
    must(verdict === 'outcome_unknown', 'hold back after two logins without an answer at the latest');
  },

  'counts a login whose process died as one without an answer': async ({ budget }, key) => {
    const verdict = await logins(budget, key, 3, undefined);
    const isHeld = verdict === 'outcome_unknown' || verdict === 'pending';
    must(isHeld, 'count a login from when it is reserved, not when it is settled');
  },

  'takes two rejections in a row, whomever they were of, for those of the credentials': async (
    { budget },
    key,
  ) => {
    await logins(budget, key, 1, 'accepted');
    const others = 'let others go on when one is rejected that a login was made for';
    must((await logins(budget, key, 1, 'subject_rejected')) === 'allowed', others);
    must((await logins(budget, key, 1, 'accepted')) === 'allowed', others);
    must((await logins(budget, key, 1, 'subject_rejected')) === 'allowed', others);
    const verdict = await logins(budget, key, 2, 'subject_rejected');
    must(verdict === 'credentials_rejected', 'refuse credentials that were rejected for two in a row');
  },

  'lets proven credentials go on without an answer': async ({ budget }, key) => {
    await logins(budget, key, 1, 'accepted');
    const verdict = await logins(budget, key, 5, 'outcome_unknown');
    must(verdict === 'allowed', 'let credentials go on that were accepted once');
    must((await logins(budget, key, 3, 'credentials_rejected')) !== 'allowed', 'refuse them when rejected');
  },

  'counts no harmless failure': async ({ budget }, key) => {
    must((await logins(budget, key, 5, 'harmless')) === 'allowed', 'count no harmless failure');
  },

  'begins anew after a reset': async ({ budget }, key) => {
    for (const outcome of ['credentials_rejected', 'account_locked', 'outcome_unknown'] as const) {
      await logins(budget, key, 3, outcome);
      await budget.reset(key);
      must((await budget.reserve(key)) === 'allowed', 'allow a login after a reset');
      await budget.settle(key, 'harmless');
    }
  },

  'counts each key by itself': async ({ budget }, key) => {
    await logins(budget, key, 3, 'credentials_rejected');
    must((await budget.reserve(`${key} `)) === 'allowed', 'count each key by itself');
  },
};
