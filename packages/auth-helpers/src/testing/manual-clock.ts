import type { Clock } from '../token/clock.js';

/** A clock that stands still until it is moved. Every token provider and store takes it as `clock`. */
export interface ManualClock extends Clock {
  /** Time passes. */
  advance(ms: number): void;
  /** Somebody sets the wall clock, forwards or back. */
  jump(ms: number): void;
  /** Time passes, and the monotonic clock does not see it, as of a machine that sleeps. */
  sleep(ms: number): void;
}

/** @param wallMs Where the wall clock begins, in ms since 1970. Default: 14 November 2023. */
export function manualClock(wallMs = 1_700_000_000_000): ManualClock {
  let nowMs = wallMs;
  let monotonicMs = 5_000;
  return {
    nowMs: () => nowMs,
    monotonicMs: () => monotonicMs,
    advance(ms) {
      nowMs += ms;
      monotonicMs += ms;
    },
    jump(ms) {
      nowMs += ms;
    },
    sleep(ms) {
      nowMs += ms;
    },
  };
}
