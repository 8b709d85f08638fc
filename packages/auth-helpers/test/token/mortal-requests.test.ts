import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { mortalRequests, type Step } from './mortal-requests.js';

jest.setTimeout(600_000);

/** In CI; `RUNS=20000 npx jest test/token/mortal-requests` for more. */
const runs = Number(process.env.RUNS ?? 200);

const which = fc.nat({ max: 50 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), forceRefresh: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      which,
      with: fc.constantFrom('truth' as const, 'truth' as const, 'down' as const, 'nothing' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 300, 1_100, 5_000, 41_000, 61_000),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: 'break secret' }, { do: 'mend secret' }) },
);

describe('where requests die, and their promises with them,', () => {
  test('every caller gets a token or a typed error in time, and no secret is rejected twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        expect((await mortalRequests(steps)).broken).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  test('a renewal that dies behind its call is made by the call that needs it', async () => {
    const steps: Step[] = [
      { do: 'ask', forceRefresh: false },
      { do: 'answer', which: 0, with: 'truth' },
      { do: 'pass', ms: 41_000 },
      { do: 'ask', forceRefresh: false },
      { do: 'kill', which: 1 },
      { do: 'pass', ms: 19_500 },
      { do: 'ask', forceRefresh: false },
      { do: 'pass', ms: 1_100 },
      // The first one is that of the dead.
      { do: 'answer', which: 1, with: 'truth' },
    ];
    expect(await mortalRequests(steps)).toEqual({ broken: [], tokens: 4 });
  });
});
