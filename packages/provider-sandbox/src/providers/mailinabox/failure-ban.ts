import { DAY_MS } from '../../core/clock.js';
import type { SandboxClock } from '../../core/provider.js';

/** The failure that is a ban, and for how long fail2ban counts one. */
export const MAX_FAILURES = 20;
export const BAN_WINDOW_MS = 30_000;

/** fail2ban's jail for those who come back: its defaults, with the box's number of bans. */
const MAX_BANS = 10;
const BANS_WINDOW_MS = DAY_MS;
const LONG_BAN_MS = 7 * DAY_MS;

/** What fail2ban knows of the one address that all requests come from. */
export interface FailureBan {
  /** The daemon has logged a failed login. */
  note(): void;
  /** Till when connections are refused; `undefined` when they are not. */
  untilMs(): number | undefined;
  /** Ends a ban, and forgets those before it. */
  lift(): void;
  /** Failures that count now. */
  count(): number;
}

/**
 * 20 logged failures in 30 s close the door, for requests with the right credentials too. The tenth time within a day
 * it stays closed for a week.
 */
export function createFailureBan({ clock, banMs }: { clock: SandboxClock; banMs: number }): FailureBan {
  let failures: number[] = [];
  let bans: number[] = [];
  let until = -Infinity;
  const recent = () => failures.filter((atMs) => clock.nowMs() - atMs <= BAN_WINDOW_MS);

  return {
    note() {
      failures = [...recent(), clock.nowMs()];
      if (failures.length < MAX_FAILURES) return;
      const nowMs = clock.nowMs();
      failures = [];
      bans = [...bans.filter((atMs) => nowMs - atMs <= BANS_WINDOW_MS), nowMs];
      until = nowMs + (bans.length < MAX_BANS ? banMs : LONG_BAN_MS);
    },
    untilMs: () => (clock.nowMs() < until ? until : undefined),
    lift() {
      bans = [];
      until = -Infinity;
    },
    count: () => recent().length,
  };
}
