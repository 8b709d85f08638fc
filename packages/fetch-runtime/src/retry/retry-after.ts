/**
 * What `Retry-After` asks for, in milliseconds: seconds or a date (RFC 9110 §10.2.3), in any of the three formats of
 * §5.6.7. 0 for a date that has passed, without the header, and where it makes no sense.
 *
 * @param now The time of day in milliseconds since 1970.
 */
export function retryAfterMs(response: Response | undefined, now: () => number): number {
  const value = response?.headers.get('retry-after') ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  // The format of C's asctime names no zone, and means GMT too.
  return Math.max(0, Date.parse(value.replace(/( GMT)?$/, ' GMT')) - now() || 0);
}
