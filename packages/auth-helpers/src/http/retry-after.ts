/** Who asks for more is asked again after a day. */
const LONGEST_MS = 24 * 60 * 60 * 1_000;

/** The three formats of RFC 9110 §5.6.7; that of C's asctime names no zone, and means GMT too. */
const DATE = /^[A-Z][a-z]{2,8},? [A-Za-z0-9 :-]{16,24}(?: GMT)?$/;

/**
 * What `Retry-After` asks for: seconds or a date (RFC 9110 §10.2.3). A date is compared with the server's own `Date`
 * where the response has one, so that a clock of ours that is wrong does not matter.
 *
 * @param nowMs The time of day, in ms since 1970.
 * @returns from 0 to a day, in ms; `undefined` without the header and where it makes no sense.
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after') ?? '';
  if (/^\d{1,15}$/.test(value)) return Math.min(Number(value) * 1_000, LONGEST_MS);
  const untilMs = timeOf(value);
  if (untilMs === undefined) return undefined;
  const sinceMs = timeOf(headers.get('date') ?? '') ?? nowMs;
  return Math.min(Math.max(untilMs - sinceMs, 0), LONGEST_MS);
}

function timeOf(date: string): number | undefined {
  const timeMs = DATE.test(date) ? Date.parse(date.replace(/(?: GMT)?$/, ' GMT')) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
