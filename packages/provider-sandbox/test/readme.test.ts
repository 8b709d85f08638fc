import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultKinds } from '../src/faults/catalogue.js';
import {
  COMMERCE_CONNECT_TEST_MERCHANT,
  FINICITY_TEST_CREDENTIALS,
  MAILINABOX_TEST_ACCOUNTS,
  PLO_TEST_INSTITUTION,
} from '../src/index.js';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

test('the README has every bad manner, in the words of --help', () => {
  const rows = [...readme.matchAll(/^\| `([\w-]+)` \| (.*) \|$/gm)].map(([, name, does]) => [name, does]);
  expect(rows).toEqual(Object.entries(faultKinds).map(([name, { does }]) => [name, does]));
});

test('the README has the credentials that the sandbox takes', () => {
  const accounts = Object.values(MAILINABOX_TEST_ACCOUNTS);
  const all = [COMMERCE_CONNECT_TEST_MERCHANT, FINICITY_TEST_CREDENTIALS, PLO_TEST_INSTITUTION, ...accounts];
  for (const value of all.flatMap((credentials) => Object.values(credentials))) {
    if (typeof value === 'string') expect(readme).toContain(`\`${value}\``);
  }
});
