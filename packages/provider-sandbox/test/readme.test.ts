import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mannerKinds } from '../src/manners/catalogue.js';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

test('the README has every bad manner, in the words of --help', () => {
  const rows = [...readme.matchAll(/^\| `([\w-]+)` \| (.*) \|$/gm)].map(([, name, does]) => [name, does]);
  expect(rows).toEqual(Object.entries(mannerKinds).map(([name, { does }]) => [name, does]));
});
