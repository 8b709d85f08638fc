import { invalid } from '../errors.js';

/** Timers take more than that for 1 ms, `Infinity` as well: each request would be given up as it is sent. */
const LONGEST_MS = 2 ** 31 - 1;

/** @throws ConfigurationError for a time limit that no timer keeps. */
export function requireTimeLimit(provider: string, option: string, ms: number): void {
  if (ms > 0 && ms <= LONGEST_MS) return;
  throw invalid(provider, `${option} must be more than 0 ms, and less than 2 ** 31`);
}
