import type { SandboxClock } from '../core/contract.js';

const MAX_FAILURES = 20;
const WINDOW_MS = 30_000;

/** What fail2ban knows of the one address that all requests come from. */
export interface FailureBan {
  /** The daemon has logged a failed login. */
  note(): void;
  /** Till when connections are refused; `undefined` when they are not. */
  untilMs(): number | undefined;
  lift(): void;
  /** Failures that count now. */
  count(): number;
}

/** 20 logged failures in 30 s close the door, for requests with the right credentials too. */
export function createFailureBan({ clock, banMs }: { clock: SandboxClock; banMs: number }): FailureBan {
  let failures: number[] = [];
  let until = -Infinity;
  const recent = () => failures.filter((atMs) => clock.nowMs() - atMs <= WINDOW_MS);

  return {
    note() {
      failures = [...recent(), clock.nowMs()];
      if (failures.length < MAX_FAILURES) return;
      failures = [];
      until = clock.nowMs() + banMs;
    },
    untilMs: () => (clock.nowMs() < until ? until : undefined),
    lift() {
      until = -Infinity;
    },
    count: () => recent().length,
  };
}
