import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';

const folder = join(repositoryRoot, 'packages/auth-helpers');
const { exports, typesVersions } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The folders that a user can import. */
const entries = readdirSync(join(folder, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(folder, 'src', entry.name, 'index.ts')))
  .map(({ name }) => name)
  .sort();

const built = (path: string) => ({
  import: { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` },
  require: { types: `./dist/${path}.d.cts`, default: `./dist/${path}.cjs` },
});

test('the exports of auth-helpers are its folders with an index, and no others', () => {
  const folders = entries.map((name) => [`./${name}`, built(`${name}/index`)]);
  expect(exports).toEqual({
    '.': built('index'),
    ...Object.fromEntries(folders),
    './package.json': './package.json',
  });
});

test('typesVersions of auth-helpers, for TypeScript that reads no exports, name the same folders', () => {
  const folders = entries.map((name) => [name, [`./dist/${name}/index.d.cts`]]);
  expect(typesVersions).toEqual({ '*': Object.fromEntries(folders) });
});
