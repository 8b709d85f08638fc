import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { behaviourCases } from './behaviour/index.js';
import { type CryptoName, runBehaviour } from './behaviour/run.js';

const titles = behaviourCases.map(({ title }) => title);
const { getBuiltinModule } = process;

// The same cases run on all runtimes, on the packed package: `npm run compat`.
describe.each<{ crypto: CryptoName }>([{ crypto: 'node:crypto' }, { crypto: 'WebCrypto' }])(
  'on $crypto',
  ({ crypto }) => {
    /** Of a copy of the package that has not been used. */
    let run: (title: string) => ReturnType<typeof runBehaviour>;
    beforeAll(async () => {
      await jest.isolateModulesAsync(async () => {
        const suite: typeof import('./behaviour/run.js') = await import('./behaviour/run.js');
        const { behaviourCases: cases }: typeof import('./behaviour/index.js') = await import(
          './behaviour/index.js'
        );
        run = (title) =>
          suite.runBehaviour(
            crypto,
            cases.filter((one) => one.title === title),
          );
      });
    });
    afterAll(() => {
      Object.defineProperty(process, 'getBuiltinModule', { value: getBuiltinModule });
    });

    test.each(titles)('%s', async (title) => {
      expect(await run(title)).toMatchObject({ passed: 1, failures: [] });
    });

    test('is what the package then encrypts with', async () => {
      const report = await run(
        'Commerce Connect: a payment is encrypted, and signed over the texts that are in it',
      );
      expect(report).toEqual({ crypto, passed: 1, failures: [] });
    });
  },
);

test('no two cases have one title', () => {
  expect(new Set(titles).size).toBe(titles.length);
});

test('a case that fails is named, with its reason, and the others run', async () => {
  const report = await runBehaviour('node:crypto', [
    { title: 'water: flows uphill', run: () => Promise.reject(new Error('it does not')) },
    { title: 'water: is wet', run: async () => undefined },
  ]);
  expect(report).toMatchObject({ passed: 1, failures: ['water: flows uphill: it does not'] });
});
