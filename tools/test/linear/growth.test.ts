import type { RuleSet } from '../../src/generate/lint/rules.js';
import { broken } from './broken-shapes.js';
import { run } from './pipeline.js';
import { honest, hostile, type Shape } from './shapes.js';

/** What `npm run linear` sets: the size of the hostile descriptions, to be compared with an honest one. */
const megabytes = Number(process.env.LINEAR_MEGABYTES ?? 0);

/** How much longer the larger one is, and how much more processor time it may take: twice that, for all that is noise. */
const times = 4;
const atMost = 2 * times;

/** Below this the compiler and the collector of Node take more than the work: then a larger one is measured. */
const measurableMs = 150;
const largest = 1_000_000;

const outcome = /^(?:made|circular-schema-ref|spec_refused [a-z -]+)$/;

/** The least of some runs: whatever disturbs one adds to it. */
async function leastMs(shape: Shape, characters: number, rules: RuleSet, runs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < runs; count += 1) {
    const { cpuMs, outcome: found } = await run(shape, characters, rules);
    expect(found).toMatch(outcome);
    least = Math.min(least, cpuMs);
  }
  return least;
}

/** How many times the processor time grows when the description does; 1 where it is too little for the largest. */
async function growth(shape: Shape, characters: number, rules: RuleSet): Promise<number> {
  let found = 1;
  // Once more, with more runs, where something may have disturbed the first.
  for (const runs of [1, 3, 5]) {
    const large = await leastMs(shape, times * characters, rules, runs);
    if (large < measurableMs) {
      const next = times * characters;
      return times * next > largest ? 1 : growth(shape, next, rules);
    }
    found = large / (await leastMs(shape, characters, rules, runs));
    if (found <= atMost) break;
  }
  return found;
}

beforeAll(async () => {
  await run(honest, 50_000, 'repaired');
});

const sizes = { repaired: 60_000, strict: 30_000 } as const;

describe.each(['repaired', 'strict'] as const)('by the rules for %s descriptions', (rules) => {
  test.each([honest, ...hostile, ...(rules === 'repaired' ? broken : [])])(
    'four times as much takes less than eight times as long: $title',
    async (shape) => {
      expect(await growth(shape, sizes[rules], rules)).toBeLessThanOrEqual(atMost);
    },
  );
});

const onDemand = megabytes > 0 ? describe : describe.skip;
onDemand(`a hostile description of ${megabytes} MB takes at most twice as long as an honest one`, () => {
  const characters = megabytes * 1024 * 1024 * 0.97;
  let honestMs: number;
  beforeAll(async () => {
    honestMs = await leastMs(honest, characters, 'repaired', 2);
    expect((await run(honest, characters, 'repaired')).outcome).toBe('made');
  });

  test.each(hostile)(
    '$title',
    async (shape) => {
      const { cpuMs, outcome: found } = await run(shape, characters, 'repaired');
      console.log(
        `${shape.title}: ${found}, ${(cpuMs / honestMs).toFixed(2)} of ${(honestMs / 1000).toFixed(1)} s`,
      );
      expect(found).toMatch(outcome);
      expect(cpuMs).toBeLessThanOrEqual(2 * honestMs);
    },
    600_000,
  );
});
