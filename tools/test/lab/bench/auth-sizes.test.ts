import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureAuthSizes } from '../../../src/lab/bench/auth-sizes.js';
import { repositoryRoot } from '../../../src/providers.js';

test('each entry of auth-helpers is weighed, whole and without what the entries share', async () => {
  const figures = await measureAuthSizes({ root: repositoryRoot });
  const manifest = join(repositoryRoot, 'packages', 'auth-helpers', 'package.json');
  const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { exports: object };
  const entries = Object.keys(exports).filter((subpath) => /^\.\/[a-z-]+$/.test(subpath));
  expect(entries).toContain('./commerce-connect');
  expect(figures.map(({ name }) => name)).toEqual([
    'auth/size/core/bundle',
    ...entries.flatMap((entry) => ['own', 'bundle'].map((what) => `auth/size${entry.slice(1)}/${what}`)),
  ]);
  const bytes = (name: string): number =>
    figures.find((figure) => figure.name === `auth/size/${name}`)!.value;
  expect(bytes('core/bundle')).toBeGreaterThan(1_000);
  // A bundle that had lost the entry would add nothing; the whole has what is shared as well.
  expect(bytes('commerce-connect/own')).toBeGreaterThan(500);
  expect(bytes('commerce-connect/bundle')).toBeGreaterThan(bytes('commerce-connect/own'));
});
