import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultKinds } from '../src/faults/catalogue.js';
import * as sandbox from '../src/index.js';
import { clientNames } from './clients/by-provider.js';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

test('the README has every fault, in the words of --help', () => {
  const rows = [...readme.matchAll(/^\| `([\w-]+)` \| (.*) \|$/gm)].map(([, name, does]) => [name, does]);
  expect(rows).toEqual(Object.entries(faultKinds).map(([name, { does }]) => [name, does]));
});

test('the README has the credentials that the sandbox accepts', () => {
  const given = Object.entries(sandbox).filter(([name]) => /^[A-Z_]+_TEST_[A-Z]+$/.test(name));
  expect(given.length).toBeGreaterThanOrEqual(clientNames.length);
  for (const value of given.flatMap(([, credentials]) => textsIn(credentials))) {
    expect(readme).toContain(`\`${value}\``);
  }
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
