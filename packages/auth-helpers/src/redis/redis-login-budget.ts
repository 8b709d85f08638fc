import { toHex } from '../crypto/bytes.js';
import type { LoginBudget, LoginOutcome, LoginVerdict } from '../token/login-budget.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import type { Evaluate } from './client.js';
import { isOfSubject, redisKeys } from './keys.js';
import { reserveScript, resetScript, settleScript } from './scripts.js';

/** Of all processes together. Providers lock accounts at the fifth; a lost counter may double it. */
const MAX_REJECTED_LOGINS = 2;

export interface RedisBudgetOptions {
  readonly outcomeUnknownWaitMs: number;
  /** How long a login can be under way. */
  readonly lockTtlMs: number;
}

/**
 * `proven`: allowed, to credentials that some process has been let in with. `reset`: allowed, and nobody has been let in
 * with them since somebody has reset them.
 */
export type SharedVerdict = LoginVerdict | 'proven' | 'reset';

export interface RedisLoginBudget extends Omit<LoginBudget, 'reserve' | 'settle'> {
  reserve(key: string): Promise<SharedVerdict>;
  /** @param isCounted Whether Redis has allowed the login: then it is told also while it is left alone. */
  settle(key: string, outcome: LoginOutcome, isCounted?: boolean): Promise<void>;
}

/** Rejections of all processes, counted in Redis. Each of its methods rejects with a `StoreOutage`. */
export function redisLoginBudget(
  breaker: CircuitBreaker,
  evaluate: Evaluate,
  { outcomeUnknownWaitMs, lockTtlMs }: RedisBudgetOptions,
): RedisLoginBudget {
  const holdMs = Math.min(outcomeUnknownWaitMs, Number.MAX_SAFE_INTEGER);
  const limits = [`${MAX_REJECTED_LOGINS}`, `${holdMs}`, `${lockTtlMs}`];
  return {
    async reserve(key) {
      const { budget } = await redisKeys(key);
      const late = (verdict: unknown): void => {
        // No login will follow that would settle it, or one that is counted here.
        if (['allowed', 'proven', 'reset'].includes(`${verdict}`))
          evaluate(settleScript(), [budget], ['harmless']).catch(() => undefined);
      };
      const name = toHex(globalThis.crypto.getRandomValues(new Uint8Array(16)));
      const verdict = await breaker.run(reserveScript(), [budget], [...limits, name], { late });
      return `${verdict}` as SharedVerdict;
    },
    async settle(key, outcome, isCounted = false) {
      const { budget } = await redisKeys(key);
      await breaker.run(settleScript(), [budget], [outcome], { isUrgent: isCounted });
    },
    async reset(key) {
      const { budget } = await redisKeys(key);
      await breaker.run(resetScript(), [budget], [isOfSubject(key) ? '0' : '1']);
    },
  };
}
