import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';
import { promisesOf, sectionOf, sentencesOf } from './sentences.js';

/*
 * A promise is worth what holds it. So each sentence of the pages that promise something names a test, and a sentence
 * that promises nothing is written out here: whoever adds one has to say which of the two it is.
 */

const root = 'SECURITY.md';
const auth = 'packages/auth-helpers/SECURITY.md';

const parts: readonly [page: string, heading: string, promisesNothing: readonly string[]][] = [
  [
    root,
    'What we defend',
    [
      "We trust the caller's code and configuration, and the server that it names.",
      'We do not trust values in a request object, nor the body and headers of a response.',
      "These are out of scope: whether the server is honest, TLS and the redirects that you ask for (`fetch` handles both), secrets that a vendor's API puts into query strings (the specs say which; mask your logs), secrets in a body or in a header that the description does not call secret, and what your own middleware or `fetchApi` does.",
      '`@acme/auth-helpers` handles secrets, tokens and logins, and has a [threat model of its own](packages/auth-helpers/SECURITY.md), which also lists what the vendors have not confirmed.',
      'A spec may come from a stranger (`npm run generate -- --spec`).',
      'We trust none of its content.',
      'What a malicious but valid description says is out of scope.',
      "Generated code calls the server that the spec names; read a new spec's `servers` and `securitySchemes` before you use its client.",
    ],
  ],
  [auth, 'What is guaranteed', ['A store of your own receives tokens to keep them, and so it knows them.']],
  [
    auth,
    'What is out of scope',
    [
      'Attackers who can read the memory of the process, or a core dump: JavaScript cannot wipe a string.',
      'Secrets at rest.',
      'Pass a function (`() => …`) that reads your secret store.',
      'Processes that do not share a store: each has its own budget, so five processes with one wrong secret can lock an account.',
      'Give them one store, or run four at most.',
      'Browsers: partner secrets and merchant keys belong on servers.',
      'The code runs in browsers for secrets that may be there.',
      "What the provider's protocol itself reveals (next section).",
    ],
  ],
];

const read = (page: string): string => readFileSync(join(repositoryRoot, page), 'utf8');
const text = (page: string, heading: string): string => sectionOf(read(page), heading);

describe.each(parts)('%s, "%s"', (page, heading, promisesNothing) => {
  test('each sentence names a test that holds it, and that there is', () => {
    const { problems, sentences } = promisesOf(text(page, heading), promisesNothing);
    expect(sentences.length).toBeGreaterThan(8);
    expect(problems).toEqual([]);
  });

  test('what is said here to promise nothing is said there', () => {
    const { sentences } = promisesOf(text(page, heading), promisesNothing);
    expect(promisesNothing.filter((sentence) => !sentences.includes(sentence))).toEqual([]);
  });

  test('a sentence that is added anywhere without a test is found', () => {
    const whole = text(page, heading);
    const { problems: before } = promisesOf(whole, promisesNothing);
    // At the end of each paragraph and of each item.
    const ends = [...whole.matchAll(/\.(?=\n\n|\n(?:-|\d+\.) |\n$)/g)].map(({ index }) => index + 1);
    expect(ends.length).toBeGreaterThan(5);
    for (const at of ends) {
      const added = `${whole.slice(0, at)} Nobody can do harm.${whole.slice(at)}`;
      const found = promisesOf(added, promisesNothing).problems.filter((one) => !before.includes(one));
      expect(found).toEqual(['names no test: Nobody can do harm.']);
    }
  });

  test('each test that is named is looked for: under another name it is missed', () => {
    const whole = text(page, heading);
    const { problems: before } = promisesOf(whole, promisesNothing);
    const names = [...whole.matchAll(/`[\w./-]+\.test\.ts`/g)];
    expect(names.length).toBeGreaterThan(3);
    for (const { 0: name, index } of names) {
      const renamed = name.replace('.test.ts', '-renamed.test.ts');
      const changed = whole.slice(0, index) + renamed + whole.slice(index + name.length);
      const found = promisesOf(changed, promisesNothing).problems.filter((one) => !before.includes(one));
      expect(found.map((one) => one.split(' there', 1)[0])).toEqual([`${renamed.slice(1, -1)} is not`]);
    }
  });
});

test('a file that has no test holds nothing', () => {
  // It has the name of a test in this line alone.
  const helper = 'tools/test/security/sentences.ts';
  const page = `Each sentence names the test that holds it, in \`tools/test\`.\n\nIt is so (\`${helper}\`).\n`;
  expect(promisesOf(page, []).problems).toEqual([`names no test: It is so (\`${helper}\`).`]);
});

test('sentences are told apart at full stops, and not within code, links or numbers', () => {
  const page =
    '**A name.** The `a. B` of 1.5 kB is [here](x. Y). `code` begins\none. **Bold**, it ends\n\n- An item. More\n  of it\n2. Another';
  expect(sentencesOf(page)).toEqual([
    'The `a. B` of 1.5 kB is [here](x. Y).',
    '`code` begins one.',
    '**Bold**, it ends',
    'An item.',
    'More of it',
    'Another',
  ]);
});

test('each row of the table of guarantees names a test file of auth-helpers that there is', () => {
  const rows = [...read('packages/auth-helpers/docs/guarantees.md').matchAll(/^\| \d+ \|.*$/gm)];
  expect(rows.length).toBeGreaterThan(70);
  const lines = rows.map(([row]) => row.split(' | ').at(-2));
  const page = `Each sentence names the test that holds it, in \`packages/auth-helpers/test\`.\n\n${lines
    .map((file) => `- It is held by ${file}.`)
    .join('\n')}\n`;
  expect(promisesOf(page, []).problems).toEqual([]);
});
