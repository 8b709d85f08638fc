import { faultKinds } from '../../src/faults/catalogue.js';
import { actionInWords, mannerInWords, providerInWords } from '../../src/page/words.js';
import { sandboxProviders } from '../../src/sandbox-providers.js';

const { providers } = sandboxProviders();

describe('words for a newcomer; if they are missing, add them in src/page/words.ts', () => {
  test.each(providers.map((provider) => [provider.name, provider] as const))(
    '%s and each of its actions have some',
    (name, { actions }) => {
      expect(providerInWords(name)).not.toBe(name);
      expect(Object.keys(actions).filter((action) => actionInWords(name, action) === undefined)).toEqual([]);
    },
  );

  test('each bad manner has some, and no two the same', () => {
    const words = Object.keys(faultKinds).map((name) => mannerInWords(name));
    expect(words).not.toContain(undefined);
    expect(new Set(words).size).toBe(words.length);
  });

  test('what is not known is shown by its name, whatever that is', () => {
    expect(providerInWords('toString')).toBe('toString');
    expect([actionInWords('constructor', 'name'), mannerInWords('valueOf')]).toEqual([undefined, undefined]);
  });
});
