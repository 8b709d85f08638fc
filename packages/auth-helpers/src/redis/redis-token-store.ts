import { ConfigurationError } from '../errors.js';
import { isTimeLimit } from '../http/time-limit.js';
import { type Clock, systemClock } from '../token/clock.js';
import { memoryTokenStore } from '../token/memory-token-store.js';
import type { TokenStore } from '../token/store.js';
import { circuitBreaker } from './circuit-breaker.js';
import { evaluator, type RedisClient, surviveErrors } from './client.js';
import { withLocalFallback } from './local-fallback.js';
import { aesGcmSeal } from './seal.js';
import { sharedStore } from './shared-store.js';

export interface RedisTokenStoreOptions {
  /**
   * After which the lock of a process that has died is given to the next. It must be longer than a login can take:
   * its time limit and 2 s. Default: 12 000.
   */
  readonly lockTtlMs?: number | undefined;
  /** How long others wait for a login. Default: 25 000, or twice `lockTtlMs` and 1 s. */
  readonly maxWaitMs?: number | undefined;
  /**
   * For each command, in time that this process can use: time in which it is held up is not counted. After three that
   * fail in a row Redis is left alone for 5 s. Tokens in hand do not wait for Redis, only logins do. Default: 1 000.
   */
  readonly operationTimeoutMs?: number | undefined;
  /**
   * While Redis fails, `local` lets each process log in by itself, with credentials that this process knows to have
   * been accepted; with any other, as with all under `throw`, no login is made, and who has no token gets
   * `provider_unavailable`. Take `throw` where a login uses up something, such as a one-time password. Default: `local`.
   */
  readonly onStoreFailure?: 'local' | 'throw' | undefined;
  /** As of `memoryTokenStore`, but for all processes together. Default: 900 000. */
  readonly outcomeUnknownWaitMs?: number | undefined;
  /**
   * 32 bytes in base64, the same in all processes. With it what Redis holds of a token is encrypted (AES-256-GCM),
   * and what was not encrypted so is not used. Default: tokens are kept in the clear.
   */
  readonly sealKey?: string | undefined;
  /** Default: the platform's. */
  readonly clock?: Clock | undefined;
  /** From 0 to 1. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** Waits before Redis is asked again for a login under way. Default: a timer. */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
}

/**
 * Tokens of many processes in a Redis of theirs: one login for all, and two rejected ones at most. Redis is asked
 * before a login only, never for a token in hand.
 *
 * The client is `redis` or `ioredis`; connect it before, close it afterwards. A listener to its `error` that does
 * nothing is added, as otherwise a lost connection ends the process: add your own to log them.
 *
 * @throws ConfigurationError for an option that cannot be meant.
 */
export function redisTokenStore(client: RedisClient, options: RedisTokenStoreOptions = {}): TokenStore {
  const { lockTtlMs = 12_000, maxWaitMs = 2 * lockTtlMs + 1_000, operationTimeoutMs = 1_000 } = options;
  const { onStoreFailure = 'local', outcomeUnknownWaitMs = 900_000, sealKey } = options;
  const { clock = systemClock, random = Math.random, sleep = timer } = options;

  function check(name: string, isRight: boolean, rule: string): void {
    if (!isRight) throw new ConfigurationError(`redisTokenStore: ${name} must be ${rule}`);
  }
  // Redis takes whole numbers; each comparison is false for NaN.
  const isTtl = Number.isSafeInteger(lockTtlMs) && isTimeLimit(lockTtlMs);
  check('lockTtlMs', isTtl, 'a whole number of ms, from 1 to 2^31 - 1');
  check('maxWaitMs', maxWaitMs >= 0, 'from 0 ms');
  check('operationTimeoutMs', isTimeLimit(operationTimeoutMs), 'from 1 to 2^31 - 1 ms');
  check('outcomeUnknownWaitMs', outcomeUnknownWaitMs >= 0, 'from 0 ms');
  check('onStoreFailure', ['local', 'throw'].includes(onStoreFailure), '`local` or `throw`');
  check('client', typeof client?.eval === 'function', 'a client of `redis` or `ioredis`');

  surviveErrors(client);
  const evaluate = evaluator(client);
  const breaker = circuitBreaker(evaluate, { operationTimeoutMs, clock });
  const seal = sealKey === undefined ? undefined : aesGcmSeal(sealKey);
  const limits = { lockTtlMs, maxWaitMs, outcomeUnknownWaitMs };
  const shared = sharedStore({ ...limits, evaluate, breaker, seal, clock, random, sleep });
  const local = memoryTokenStore({ clock, outcomeUnknownWaitMs });
  return withLocalFallback(shared, local, { onStoreFailure, clock });
}

function timer(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
