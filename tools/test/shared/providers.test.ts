import { isProviderName } from '../../src/shared/providers.js';

test.each(['finicity', 'commerce-connect', 'a1-b2', 'a'.repeat(64)])('%s can name a provider', (name) => {
  expect(isProviderName(name)).toBe(true);
});

test.each([
  ...['Pets', '', '.', '..', 'a_b', 'a--b', '-a', 'a-', '1a', 'a\0', 'a\n', 'a b', 'a\\b', '__proto__'],
  ...['con', 'nul', 'com1', 'a'.repeat(65)],
])('%j names no provider, as a file, a folder and a package must be able to be called so', (name) => {
  expect(isProviderName(name)).toBe(false);
});
