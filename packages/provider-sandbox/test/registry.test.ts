import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clientNames } from './clients/by-provider.js';
import { providerNames } from './specs.js';

const root = join(__dirname, '..');

test('every folder of src/providers registers a provider, by its name', () => {
  const entries = readdirSync(join(root, 'src/providers'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(providerNames).toEqual(folders.sort());
});

describe.each(providerNames)('what the tests know of %s', (name) => {
  const hasHelper = existsSync(join(root, '../auth-helpers/src', name));
  const hasClient = (clientNames as readonly string[]).includes(name);
  for (const [what, path, isExpected] of [
    ['the rules of its helper are run against the sandbox', `helpers/${name}`, hasHelper],
    ['all operations of its client are called', `clients/${name}-operations.test.ts`, hasClient],
  ] as const) {
    if (isExpected) test(what, () => expect(existsSync(join(__dirname, path))).toBe(true));
    else test.todo(`${what}, in test/${path}`);
  }
});
