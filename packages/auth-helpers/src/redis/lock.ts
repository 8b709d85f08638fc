import type { Clock } from '../token/clock.js';
import { every } from '../token/work.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import { releaseScript, renewScript } from './scripts.js';

export interface LockOptions {
  readonly breaker: CircuitBreaker;
  readonly clock: Clock;
  readonly lockTtlMs: number;
  /** Its name in Redis. */
  readonly name: string;
  /** Who has it. */
  readonly owner: string;
  /** When it was asked for, by the monotonic clock. */
  readonly sinceMs: number;
}

export interface Lock {
  /** Whether it is certain to be there for half its life more. */
  isFresh(): boolean;
  /** Never rejects. */
  release(): Promise<void>;
}

/** A login that takes longer than so many lives of its lock is given up. */
const MOST_LIVES = 5;

/** Renewals in one life: one that is late, or gets lost, does not end it. */
const PER_LIFE = 3;

/**
 * A lock that this process has. It is renewed as long as the process is alive, and it is over with its life when the
 * process dies, or does not run: on a machine with too much to do a login can take longer than the life of a lock.
 */
export function heldLock({ breaker, clock, lockTtlMs, name, owner, sinceMs }: LockOptions): Lock {
  let confirmedMs = sinceMs;
  let renewals = 0;
  const stop = every(lockTtlMs / PER_LIFE, () => {
    renewals += 1;
    if (renewals > MOST_LIVES * PER_LIFE) stop();
    else void renew();
  });

  async function renew(): Promise<void> {
    const nowMs = clock.monotonicMs();
    try {
      const reply = await breaker.run(renewScript(), [name], [owner, `${lockTtlMs}`], { isUrgent: true });
      confirmedMs = Number(reply) === 1 ? nowMs : -Infinity;
    } catch {
      // It may be there, and may end.
    }
  }

  return {
    isFresh: () => clock.monotonicMs() - confirmedMs < lockTtlMs / 2,
    async release() {
      stop();
      // Without it the lock ends by itself.
      await breaker.run(releaseScript(), [name], [owner], { isUrgent: true }).catch(() => undefined);
    },
  };
}
