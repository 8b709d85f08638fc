import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProviders, repositoryRoot } from '../../src/shared/providers.js';
import { generatedFolder, specNames } from '../regression/clients.js';
import { complaintsOf, type DocumentedClient, examplesOf } from './examples.js';

const providers = await listProviders(repositoryRoot);
const ours: DocumentedClient[] = providers.map(({ packageName, generated, docs }) => ({
  packageName,
  entry: join(generated, 'index.ts'),
  docs,
}));

test('every operation of our clients has an example, and every example compiles as strictly as our own code', async () => {
  const examples = ours.flatMap(examplesOf);
  const operations = ours.flatMap(({ docs }) => readdirSync(docs).filter((name) => name.endsWith('Api.md')));
  expect(examples.length).toBeGreaterThan(operations.length);
  expect(await complaintsOf(ours, examples)).toBe('');
});

test('an example that does not fit its operation is complained of, by page and line', async () => {
  const [example] = examplesOf(ours.find(({ packageName }) => packageName === '@acme/plo-client')!);
  const broken = { ...example!, text: example!.text.replace(/fId: '[^']*'/, 'fId: 1') };
  expect(await complaintsOf(ours, [broken])).toMatch(
    /^plo-client-\w+\.md-line-\d+\.mts\(\d+,\d+\): error TS2322/,
  );
});

test('examples made up from the schemas of any description compile, too', async () => {
  const generated = await generatedFolder();
  const folder = mkdtempSync(join(tmpdir(), 'entries-'));
  try {
    const clients = specNames.map((name): DocumentedClient => {
      const entry = join(folder, `${name}.mts`);
      writeFileSync(
        entry,
        `export { Configuration } from '@acme/fetch-runtime';\nexport * from '${generated}/${name}/index.js';\n`,
      );
      return { packageName: `@acme/${name}-client`, entry, docs: join(generated, name, 'docs') };
    });
    const examples = clients.flatMap(examplesOf);
    expect(examples.length).toBeGreaterThan(150);
    expect(await complaintsOf(clients, examples)).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('credentials come from the environment, and only where the operation wants them', () => {
  for (const client of ours) {
    for (const { text } of examplesOf(client)) {
      for (const [, member, value] of text.matchAll(
        /^ {2}(username|password|accessToken|apiKey): ([^{\n]*),$/gm,
      )) {
        expect({ member, value }).toEqual({
          member,
          value: expect.stringMatching(/^process\.env\['[A-Z_]+'\]$/),
        });
      }
    }
  }
  const plo = examplesOf(ours.find(({ packageName }) => packageName === '@acme/plo-client')!);
  expect(plo.some(({ text }) => text.includes('process.env'))).toBe(false);
});
