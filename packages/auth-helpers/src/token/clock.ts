/** What time it is, twice over, as either clock alone can mislead: one can be set, the other stops while a machine sleeps. */
export interface Clock {
  /** Ms since 1970, as `Date.now()`. Can jump both ways. */
  nowMs(): number;
  /** Ms since any start, as `performance.now()`. Never goes back; may stop while the machine sleeps. */
  monotonicMs(): number;
}

/** The platform's, looked up at each call, so that a test which replaces them does so here as well. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** One moment on both clocks. */
export interface Instant {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

export function instant(clock: Clock): Instant {
  return { wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
}

/** The larger of both differences: a clock set back, or stopped, makes nothing younger. */
export function elapsedMs(clock: Clock, since: Instant): number {
  return Math.max(clock.nowMs() - since.wallMs, clock.monotonicMs() - since.monotonicMs);
}
