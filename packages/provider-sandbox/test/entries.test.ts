import * as all from '../src/index.js';
import { providerNames } from './specs.js';

/** By the name that a provider has in code. */
const entries: Readonly<Record<string, object>> = Object.fromEntries(
  providerNames.map((name) => [
    name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    require(`../src/providers/${name}/msw.ts`),
  ]),
);

const forTests = ['platformClock', 'providerHandlers', 'withManners'];

describe.each(Object.entries(entries))('the entry of %s', (name, entry) => {
  test('has all that a test needs: provider, handlers, credentials, clock and manners', () => {
    const credentials = expect.stringMatching(/^[A-Z_]+_TEST_[A-Z]+$/);
    expect(Object.keys(entry)).toEqual(
      expect.arrayContaining([...forTests, `${name}Provider`, `${name}Handlers`, credentials]),
    );
  });

  test('has nothing that the package lacks, but for the handlers', () => {
    const lacking = Object.keys(entry).filter((key) => !(key in all));
    expect(lacking.sort()).toEqual([`${name}Handlers`, 'providerHandlers'].sort());
  });

  test('has nothing of another provider', () => {
    const others = Object.keys(entries).filter((other) => other !== name);
    const foreign = Object.keys(entry).filter((key) =>
      others.some((other) => key === `${other}Provider` || key === `${other}Handlers`),
    );
    expect(foreign).toEqual([]);
  });
});
