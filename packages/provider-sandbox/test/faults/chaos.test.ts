import { faultKinds } from '../../src/faults/catalogue.js';
import { type ChaosOptions, chaosFaults } from '../../src/faults/chaos.js';
import { parseFaults } from '../../src/faults/parse.js';
import { withFaults } from '../../src/faults/with-faults.js';
import { ask, tinyProvider } from './tiny-provider.js';

function mix(options: ChaosOptions, provider = 'finicity', calls = 2_000): string[] {
  return Array.from({ length: calls }, (_, call) => chaosFaults(options, provider, call));
}

describe('chaos', () => {
  test('gives the same mix for the same seed, and another one for another seed', () => {
    expect(mix({ seed: 7 })).toEqual(mix({ seed: 7 }));
    expect(mix({ seed: 7 })).not.toEqual(mix({ seed: 8 }));
  });

  test('gives each provider a mix of its own', () => {
    expect(mix({ seed: 7 }, 'plo')).not.toEqual(mix({ seed: 7 }, 'finicity'));
  });

  test.each([
    [undefined, 0.2],
    [0.5, 0.5],
    [1, 1],
    [0, 0],
  ])('gives faults to about as many calls as a share of %s says', (share, expected) => {
    const altered = mix({ seed: 3, share }).filter((faults) => faults !== '').length / 2_000;
    expect(altered).toBeGreaterThanOrEqual(expected * 0.85);
    expect(altered).toBeLessThanOrEqual(Math.min(1, expected * 1.15));
  });

  test('picks each of its faults, all of which are understood', () => {
    const names = mix({ seed: 1, share: 1 }).flatMap((faults) => parseFaults(faults).map(({ name }) => name));
    expect([...new Set(names)].sort()).toEqual(Object.keys(faultKinds).sort());
  });

  test('makes two providers with one seed respond alike, call by call', async () => {
    const [one, other] = [0, 1].map(() => withFaults(tinyProvider(), { chaos: { seed: 5, share: 0.5 } }));
    const answers = { one: [] as unknown[], other: [] as unknown[] };
    for (let call = 0; call < 60; call += 1) answers.one.push(await one!.respond(ask('/things')));
    for (let call = 0; call < 60; call += 1) answers.other.push(await other!.respond(ask('/things')));
    expect(answers.one).toEqual(answers.other);
    expect(new Set(answers.one.map((answer) => (answer as { status: number }).status)).size).toBeGreaterThan(
      2,
    );
  });

  test('does not shift the faults of later calls when a call asks for its own', async () => {
    const [one, other] = [0, 1].map(() => withFaults(tinyProvider(), { chaos: { seed: 5, share: 0.5 } }));
    await one!.respond(ask('/things', ''));
    await other!.respond(ask('/things'));
    for (let call = 0; call < 30; call += 1) {
      expect(await one!.respond(ask('/things'))).toEqual(await other!.respond(ask('/things')));
    }
  });
});
