import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { missingBuilds } from '../../src/quickstart/builds.js';

const names = [
  'auth-helpers',
  'commerce-connect-client',
  'fetch-runtime',
  'finicity-client',
  'mailinabox-client',
  'plo-client',
  'provider-sandbox',
];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quickstart-builds-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('a fresh clone lacks every package that the quickstart imports', () => {
  expect(missingBuilds(root)).toEqual(names.map((name) => `@acme/${name}`));
});

test('only what is not built is named', () => {
  for (const name of names.filter((name) => name !== 'plo-client')) {
    const entry = join(root, 'packages', name, 'dist', 'index.js');
    mkdirSync(dirname(entry), { recursive: true });
    writeFileSync(entry, '');
  }
  expect(missingBuilds(root)).toEqual(['@acme/plo-client']);
});
