import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retryAfterMs } from '../../src/http/retry-after.js';

const now = Date.UTC(2026, 0, 5, 12, 0, 0);
const dayMs = 86_400_000;

function asked(value: string, date?: string): number | undefined {
  return retryAfterMs(new Headers({ 'retry-after': value, ...(date === undefined ? {} : { date }) }), now);
}

describe('Retry-After', () => {
  test.each([
    ['90', 90_000],
    ['0', 0],
    ['999999999999', dayMs],
    ['Mon, 05 Jan 2026 12:01:30 GMT', 90_000],
    ['Monday, 05-Jan-26 12:01:30 GMT', 90_000],
    ['Mon Jan  5 12:01:30 2026', 90_000],
    ['Mon, 05 Jan 2026 11:00:00 GMT', 0],
    ['Mon, 05 Jan 2099 12:00:00 GMT', dayMs],
  ])('is read as seconds and as each form of a date, and is a day at most: %s', (value, expected) => {
    expect(asked(value)).toBe(expected);
  });

  test.each([
    '',
    'soon',
    '-1',
    '1.5',
    '1e9',
    '0x10',
    'Mon, 99 Foo 2026 12:00:00 GMT',
    '5 Jan',
    '9'.repeat(400),
  ])('says nothing where it makes no sense: %j', (value) => {
    expect(asked(value)).toBeUndefined();
  });

  test('as a date counts from the Date of the response, so that a wrong clock of ours does not matter', () => {
    expect(asked('Mon, 05 Jan 2026 18:00:20 GMT', 'Mon, 05 Jan 2026 18:00:00 GMT')).toBe(20_000);
    expect(asked('Mon, 05 Jan 2026 12:00:20 GMT', 'yesterday')).toBe(20_000);
  });

  test('is never less than nothing, more than a day, or no number', () => {
    const date = fc.date({ noInvalidDate: true }).map((one) => one.toUTCString());
    fc.assert(
      fc.property(fc.oneof(fc.nat().map(String), date, fc.stringMatching(/^[ -~]*$/)), (value) => {
        const wait = asked(value) ?? 0;
        expect(wait >= 0 && wait <= dayMs).toBe(true);
      }),
    );
  });
});
