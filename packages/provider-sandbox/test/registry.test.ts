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
  for (const [file, what] of [
    [`helpers/${name}.test.ts`, 'the rules of its helper are run against the sandbox'],
    [`clients/${name}-operations.test.ts`, 'all operations of its client are called'],
  ] as const) {
    if (existsSync(join(__dirname, file))) test(what, () => expect(clientNames).toContain(name));
    else test.todo(`${what}, in test/${file}`);
  }
});
