import * as all from '../src/index.js';
import * as commerceConnect from '../src/providers/commerce-connect/index.js';
import * as finicity from '../src/providers/finicity/index.js';
import * as mailinabox from '../src/providers/mailinabox/index.js';
import * as plo from '../src/providers/plo/index.js';

const entries: Readonly<Record<string, object>> = { commerceConnect, finicity, mailinabox, plo };

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
