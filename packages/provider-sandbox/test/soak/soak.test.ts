import type { ClientName } from '../clients/by-provider.js';
import { EXACT_LOGINS, type TwoDays, type TwoDaysOptions, twoDays } from './two-days.js';

const minute = 60_000;

/** Real minutes. Without them, two days of half-hourly calls are run once; with them, dense ones, seed after seed. */
const soakMinutes = Number(process.env.SOAK_MINUTES ?? 0);
const isLong = soakMinutes > 0;
const density = isLong ? { stepMs: 5 * minute, callsPerStep: 4 } : { stepMs: 30 * minute, callsPerStep: 1 };
// The last run begins before the time is over. Each of both tests has half of it.
const limitMs = soakMinutes * 30_000;
const timeoutMs = limitMs + 3 * minute;

async function soak(disturbsLogins: boolean, check: (run: TwoDays) => void): Promise<void> {
  const endMs = performance.now() + limitMs;
  let seed = 1;
  do {
    const options: TwoDaysOptions = { ...density, disturbsLogins, seed };
    const run = await twoDays(options);
    if (isLong) process.stdout.write(`${JSON.stringify({ seed, disturbsLogins, ...run })}\n`);
    // With the seed, so that a failure can be repeated.
    expect({ seed, unexplained: run.unexplained }).toEqual({ seed, unexplained: [] });
    check(run);
    seed += 1;
  } while (performance.now() < endMs);
}

// An unhandled rejection fails the test that is under way: jest sees to that.
describe('two days of all four clients under chaos, with retries', () => {
  test(
    'have only errors that were done to them, and exactly the logins that the providers ask for',
    () =>
      soak(false, ({ calls, failures, logins }) => {
        expect(calls).toBeGreaterThan(400);
        expect(Object.keys(failures).length).toBeGreaterThan(5);
        for (const [name, exact] of Object.entries(EXACT_LOGINS)) {
          const expected = { sent: exact, altered: 0, granted: exact };
          expect([name, logins[name as ClientName]]).toEqual([name, expected]);
        }
      }),
    timeoutMs,
  );

  test(
    'have one login more, at the most, for each that is altered; no account is locked and no address banned',
    () =>
      soak(true, ({ logins }) => {
        const all = Object.values(logins);
        expect(all.some(({ altered }) => altered > 0)).toBe(true);
        for (const [name, exact] of Object.entries(EXACT_LOGINS)) {
          const { sent, altered } = logins[name as ClientName];
          expect([name, sent <= exact + altered]).toEqual([name, true]);
          // One that is altered puts those after it off by less than the 90 minutes of one.
          expect([name, sent >= exact - altered]).toEqual([name, true]);
        }
      }),
    timeoutMs,
  );
});
