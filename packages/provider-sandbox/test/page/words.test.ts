import { faultKinds } from '../../src/faults/catalogue.js';
import { actionInWords, faultTitle, providerInWords } from '../../src/page/words.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';

const { providers } = sandboxProviders();

describe('in the words of the page (missing ones belong in src/page/words.ts)', () => {
  test.each(providers.map((provider) => [provider.name, provider] as const))(
    '%s and each of its actions have a title',
    (name, { actions }) => {
      expect(providerInWords(name)).not.toBe(name);
      expect(Object.keys(actions).filter((action) => actionInWords(name, action) === undefined)).toEqual([]);
    },
  );

  test('each fault has a title of its own', () => {
    const words = Object.keys(faultKinds).map((name) => faultTitle(name));
    expect(words).not.toContain(undefined);
    expect(new Set(words).size).toBe(words.length);
  });

  test('an unknown provider is shown by its name, whatever that is', () => {
    expect(providerInWords('toString')).toBe('toString');
    expect([actionInWords('constructor', 'name'), faultTitle('valueOf')]).toEqual([undefined, undefined]);
  });
});
