import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as all from '../src/index.js';
import { providerNames } from './specs.js';

const inCode = (name: string): string =>
  name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** By the name that a provider has in code. */
const entries: Readonly<Record<string, object>> = Object.fromEntries(
  providerNames.map((name) => [inCode(name), require(`../src/providers/${name}/msw.ts`)]),
);

/** Those that a helper logs in at. */
const withLogin = providerNames
  .filter((name) => existsSync(join(__dirname, '../../auth-helpers/src', name)))
  .map(inCode);

const forTests = ['platformClock', 'providerHandlers', 'withFaults'];

describe.each(Object.entries(entries))('the entry of %s', (name, entry) => {
  test('has all that a test needs: provider, handlers, clock and faults', () => {
    expect(Object.keys(entry)).toEqual(
      expect.arrayContaining([...forTests, `${name}Provider`, `${name}Handlers`]),
    );
  });

  test('has credentials where there is a login', () => {
    const credentials = Object.keys(entry).filter((key) => /^[A-Z_]+_TEST_[A-Z]+$/.test(key));
    expect(credentials.length > 0 || !withLogin.includes(name)).toBe(true);
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
