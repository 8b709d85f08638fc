import { lintProse } from '../../../src/release/prose/lint-prose.js';
import { readWordList } from '../../../src/release/prose/word-list.js';

const wordList = readWordList();
const found = async (page: string): Promise<string[]> => (await lintProse(page)).map(({ words }) => words);

describe('an entry of the word list', () => {
  test.each(wordList)('finds "$found"', async (entry) => {
    const writes = (await lintProse(`${entry.found}\n`)).map(({ write }) => write);
    expect(writes).toContain(entry.write);
  });

  test.each(wordList)('leaves "$better" as it is', async ({ better }) => {
    expect(await found(`${better}\n`)).toEqual([]);
  });
});

// From the history of this repository. No entry of the list has one of them as its example.
test.each([
  'Who only uses, tests or builds the clients needs no Java.',
  'Who subscribes while a call is on its way sees the next call, not the rest of this one.',
  'A record that was flushed, or that cannot be read, is as good as none: one login replaces it.',
  'The session is over, and a new one is not to be had yet.',
  'It is made anew after 90 minutes, by a call and behind it.',
  'A fault in behaviour is mended once, in one place.',
  'Such a job checks their SHA-256 before anything else, and runs nothing besides.',
  'The box forgets its sessions at a restart, answers 502 until it is up again, and bans an address.',
  'What is published are the bytes that were packed: one changed byte, and nothing is published.',
  'A store of yours gets tokens to keep them, and so it has them.',
  'The answer of a POST or PATCH that is not idempotent can be lost.',
  'The code runs there for the sake of what may.',
  'Both limits hold for credentials, hooks and retries as well.',
  'A lock that is lost costs one login more.',
  'A function is asked for the secret before each login.',
  'Not so where the request has an Idempotency-Key.',
])('the linter finds what is not plain in "%s"', async (sentence) => {
  expect(await found(`${sentence}\n`)).not.toEqual([]);
});

const parts: readonly [part: string, around: (text: string) => string][] = [
  ['a paragraph', (text) => text],
  ['a heading', (text) => `# ${text}`],
  ['a list', (text) => `- ${text}`],
  ['a list in a list', (text) => `1. First.\n   - ${text}`],
  ['a quotation', (text) => `> ${text}`],
  ['a table', (text) => `| a | b |\n| --- | --- |\n| c | ${text} |`],
  ['bold text', (text) => `**${text}**`],
  ['the text of a link', (text) => `[${text}](page.md)`],
];

/** The entries that the linter does not find in a page that has the example of each, one after the other. */
async function missed(written: readonly string[]): Promise<string[]> {
  const findings = await lintProse(`---\n"@acme/plo-client": patch\n---\n\n${written.join('\n\n')}\n`);
  let first = 5;
  return wordList.flatMap(({ write, found: example }, index) => {
    const last = first + (written[index] ?? '').split('\n').length - 1;
    const isFound = findings.some((one) => one.write === write && one.line >= first && one.line <= last);
    first = last + 2;
    return isFound ? [] : [example];
  });
}

test.each(parts)('each phrase of the list is found in %s', async (_part, around) => {
  expect(await missed(wordList.map((entry) => around(entry.found)))).toEqual([]);
});

test.each(parts.filter(([part]) => /paragraph|list|bold|link/.test(part)))(
  'each phrase of the list is found in %s when lines end within it',
  async (_part, around) => {
    expect(await missed(wordList.map((entry) => around(entry.found.replaceAll(' ', '\n     '))))).toEqual([]);
  },
);

test('a finding names its place, its words and what to write instead', async () => {
  expect(await lintProse('# Title\n\nThe token is made\nanew.\n')).toEqual([
    { line: 4, column: 1, words: 'anew', write: 'again, or a new one' },
  ]);
});

test('the linter does not read code, link targets and comments', async () => {
  const page = [
    'Run `mend anew` here.',
    '```sh\nmend anew\n```',
    '    mend anew',
    'See [the page](https://example.com/mend/anew).',
    '<!-- mend anew -->',
  ].join('\n\n');
  expect(await found(page)).toEqual([]);
});

test('the linter skips a column that repeats test titles or the words of a command, and reads the other columns', async () => {
  const table = (head: string) => `| anew | ${head} |\n| --- | --- |\n| mend | anew |\n`;
  expect(await found(table('title of the test'))).toEqual(['anew', 'mend']);
  expect(await found(table('what it does, in the words of `--help`'))).toEqual(['anew', 'mend']);
  expect(await found(table('what it does'))).toEqual(['anew', 'mend', 'anew']);
});
