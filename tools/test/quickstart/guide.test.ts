import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../../src/providers.js';
import { createGuide, errorOf, expectThat, SurpriseError } from '../../src/quickstart/guide.js';
import { setUpCode } from '../../src/quickstart/step-code.js';

const fileUrl = pathToFileURL(join(repositoryRoot, 'tools/test/quickstart/guide.test.ts')).href;
const file = String.raw`tools/test/quickstart/guide\.test\.ts`;

function guided() {
  let text = '';
  const guide = createGuide((piece) => {
    text += piece;
  });
  return { guide, step: guide.chapter('A chapter', fileUrl), text: () => text };
}

test('a step prints its headline, its code, where that is, and what happened', async () => {
  const { guide, step, text } = guided();
  const result = await step({
    headline: 'Add two numbers',
    run: () => Promise.resolve(1 + 1),
    saw: (sum) => `The sum is ${sum}.`,
  });
  expect([result, guide.steps]).toEqual([2, 1]);
  expect(text()).toMatch(
    new RegExp(
      String.raw`^\nA chapter\n\n1\. Add two numbers\n {5}Promise\.resolve\(1 \+ 1\)\n {5}\(${file}:\d+\)\n {3}The sum is 2\.\n$`,
    ),
  );
});

test('code of several lines keeps its shape, without the frame around it', async () => {
  const { step, text } = guided();
  await step({
    headline: 'Add in a loop',
    async run() {
      let sum = 0;
      for (const number of [1, 2]) {
        sum += number;
      }
      return sum;
    },
    saw: () => 'Done.',
  });
  const code = ['let sum = 0;', 'for (const number of [1, 2]) {', '  sum += number;', '}', 'return sum;'];
  expect(text()).toContain(`Add in a loop\n${code.map((line) => `     ${line}\n`).join('')}     (`);
});

test('a result other than it must be ends the walk with a sentence that names step and place', async () => {
  const { guide, step } = guided();
  const taken = step({
    headline: 'Find one login',
    run: async () => 2,
    saw(logins) {
      expectThat(logins === 1, `There were ${logins} logins, and must be one.`);
      return 'One login.';
    },
  });
  await expect(taken).rejects.toThrow(SurpriseError);
  await expect(taken).rejects.toThrow(
    new RegExp(
      `^"Find one login" did not behave: There were 2 logins, and must be one\\. See ${file}:\\d+\\.$`,
    ),
  );
  expect(guide.steps).toBe(0);
});

test('an error with a code is quoted, any other by its name alone, as its words can hold anything', async () => {
  const { step } = guided();
  const coded = step({
    headline: 'Fail with a code',
    run: () => Promise.reject(Object.assign(new Error('it was refused'), { code: 'refused' })),
    saw: () => 'Done.',
  });
  await expect(coded).rejects.toThrow('It ended with Error (refused): it was refused. See');
  const bare = step({
    headline: 'Fail without a code',
    run: () => Promise.reject(new TypeError('the secret is hunter2')),
    saw: () => 'Done.',
  });
  await expect(bare).rejects.toThrow(
    /^"Fail without a code" did not behave: It ended with TypeError\. See \S+$/,
  );
});

test('a call that must fail and does not is no success', async () => {
  expect(await errorOf(Promise.reject(new RangeError('refused')))).toEqual(new RangeError('refused'));
  await expect(errorOf(Promise.resolve())).rejects.toThrow(SurpriseError);
});

test('a headline that is not in the file is a mistake of the file, said at once', async () => {
  const { step } = guided();
  const headline = ['Not', 'there'].join(' ');
  await expect(step({ headline, run: async () => 1, saw: () => '' })).rejects.toThrow(RangeError);
});

test('a chapter begins with what it makes for its steps, up to the configuration of the client', () => {
  const title = 'A chapter with a set-up';
  const source = [
    `  const step = guide.chapter('${title}', fileUrl);`,
    '  const auth = {',
    '    key: 1,',
    '  };',
  ]
    .concat([
      '  const configuration = { ...auth };',
      '  const seen = [];',
      '  await step({',
      "    headline: 'One',",
    ])
    .join('\n');
  const code = ['const auth = {', '  key: 1,', '};', 'const configuration = { ...auth };'];
  expect(setUpCode(source, title)).toEqual(code);
  expect(setUpCode(source.replace('const configuration', 'const client'), title)).toEqual([]);
});
