import type { Clock } from '../token/clock.js';
import { type LruMap, lruMap } from '../token/lru-map.js';
import { ofClock } from '../token/process-memory.js';
import { type Serially, serially } from '../token/turns.js';
import { createKeyGate, type KeyGate } from './key-gate.js';
import { type OneTimeCodes, oneTimeCodes } from './one-time-codes.js';

/**
 * What all helpers of one account know: the box counts the failures of an address, whichever helper they come from, and
 * who makes one for each request has many.
 */
export interface AccountMemory {
  readonly codes: OneTimeCodes;
  readonly gate: KeyGate;
  /** Logins, one at a time. */
  readonly inTurn: Serially;
  /** Until when no login is sent, by the monotonic clock. */
  heldUntilMs: number;
}

/** Accounts that are remembered, those asked for last. */
const MOST_ACCOUNTS = 1_000;

export function accountMemory(clock: Clock, basePath: string, email: string): AccountMemory {
  const accounts = ofClock<LruMap<AccountMemory>>('mailinabox accounts', clock, (one) =>
    lruMap(MOST_ACCOUNTS, () => ({
      codes: oneTimeCodes(one),
      gate: createKeyGate(one),
      inTurn: serially(),
      heldUntilMs: -Infinity,
    })),
  );
  return accounts.of(JSON.stringify([basePath, email]));
}
