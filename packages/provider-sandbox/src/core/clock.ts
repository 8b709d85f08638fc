import type { SandboxClock } from './provider.js';

/** The platform's clock, which `advance` puts forward for this sandbox alone. */
export function platformClock(): SandboxClock {
  let aheadMs = 0;
  return {
    nowMs: () => Date.now() + aheadMs,
    advance(ms) {
      aheadMs += ms;
    },
  };
}

/** A day, in ms. Days of the providers begin at midnight, UTC. */
export const DAY_MS: number = 24 * 60 * 60_000;

/** Unix time in seconds, rounded down. */
export function unixSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
