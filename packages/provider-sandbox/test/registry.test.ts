import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerFolders, registryFiles } from '../scripts/registry.js';
import { clientNames } from './clients/by-provider.js';
import { providerNames } from './specs.js';

const root = join(__dirname, '..');

test('every folder of src/providers registers a provider, by its name', async () => {
  const entries = readdirSync(join(root, 'src/providers'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(providerNames).toEqual(folders.sort());
  expect(await providerFolders(root)).toEqual(folders);
});

test('all that lists the providers follows from the folders; if not: npm run generate', async () => {
  const files = await registryFiles(root);
  const stale = [...files].filter(([path, text]) => readFileSync(join(root, path), 'utf8') !== text);
  expect({ stale: stale.map(([path]) => path), run: 'npm run generate' }).toEqual({
    ...{ stale: [], run: 'npm run generate' },
  });
  expect(files.size).toBe(6);
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
