import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Action, month, type Step } from './month.js';
import { hour, minute, second } from './support.js';

const common: fc.WeightedArbitrary<Action>[] = [
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('call'),
      callers: fc.integer({ min: 1, max: 3 }),
      forceRefresh: fc.nat(9).map((n) => n === 0),
      minRemainingMs: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.nat(hour) },
      ),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('answer'),
      with: fc.constantFrom('token', 'token', 'token', 'token', 'token', 'nothing', 'down', 'garbage'),
      lifeMs: fc.constantFrom(120 * minute, 120 * minute, 120 * minute, 120 * minute, 10 * minute, 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('jump'), ms: fc.nat(5 * hour) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'revoke' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { do: 'break credentials' },
      { do: 'change credentials' },
      { do: 'change credentials' },
    ),
  },
];

/** `RUNS=1000 npx jest test/token/month` for more. */
const runs = Number(process.env.RUNS ?? 10);

// A clock set back and a monotonic clock that stands still, in the life of one token, cannot be told by either.
const setBack = fc.record({ do: fc.constant('jump' as const), ms: fc.nat(5 * hour).map((ms) => -ms) });
const asleep = fc.record({ do: fc.constant('sleep' as const), ms: fc.nat(5 * hour) });

function steps(trouble: fc.Arbitrary<Action>): fc.Arbitrary<Step[]> {
  const passMs = fc.oneof(
    { weight: 4, arbitrary: fc.nat(20 * second) },
    { weight: 2, arbitrary: fc.nat(10 * minute) },
    { weight: 1, arbitrary: fc.nat(3 * hour) },
  );
  const action = fc.oneof(...common, { weight: 1, arbitrary: trouble });
  return fc.array(fc.record({ passMs, action }), { minLength: 100, maxLength: 600, size: 'max' });
}

test.each([
  ['whose wall clock is set back', setBack],
  ['that sleeps', asleep],
])(
  'in 30 days on a machine %s no call gets a dead token, no two logins run, none is rejected twice',
  async (_, trouble) => {
    let [logins, served] = [0, 0];
    await fc.assert(
      fc.asyncProperty(steps(trouble), async (month30) => {
        const { broken, ...counts } = await month(month30);
        logins += counts.logins;
        served += counts.served;
        expect(broken).toEqual([]);
      }),
      { numRuns: runs },
    );
    // It would also hold for a provider that does nothing.
    expect([logins > 50 * runs, served > 100 * runs]).toEqual([true, true]);
  },
);
