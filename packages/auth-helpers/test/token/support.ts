import type { TokenEvent } from '../../src/index.js';
import { minute } from '../behaviour/token-bench.js';

export { type ManualClock, manualClock } from '../../src/testing/index.js';
export {
  got as outcome,
  minute,
  type PendingLogin,
  second,
  type TokenBench as Bench,
  tokenBench as bench,
} from '../behaviour/token-bench.js';

export const hour: number = 60 * minute;

/** Until everything that needs no time has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function types(events: readonly TokenEvent[]): string[] {
  return events.map(({ type }) => type);
}
