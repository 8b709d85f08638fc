import { invalid } from '../errors.js';

/** Timers take more than that for 1 ms, `Infinity` as well: each request would be given up as it is sent. */
const LONGEST_MS = 2 ** 31 - 1;

/** Whether a timer keeps to a time limit; NaN is none. */
export function isTimeLimit(ms: number): boolean {
  return ms > 0 && ms <= LONGEST_MS;
}

/** @throws ConfigurationError for a time limit that no timer keeps. */
export function requireTimeLimit(provider: string, option: string, ms: number): void {
  if (isTimeLimit(ms)) return;
  throw invalid(provider, `${option} must be more than 0 ms, and less than 2 ** 31`);
}
