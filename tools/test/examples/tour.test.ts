import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chapterOf } from '../../src/examples/chapter.js';
import { takeTour } from '../../src/examples/tour.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tour-test-'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const program = `// Sums
import assert from 'node:assert/strict';

const one = 1;

// 1. Add two numbers
const sum = one + 1;
console.log('The sum is ' + sum + '.');

// 2. Add in a loop
for (const number of [1, 2]) {
  assert.ok(number > 0);
}
console.log('All are positive.');

console.warn('not part of a step');
`;

async function tour(...programs: readonly string[]) {
  for (const [at, source] of programs.entries()) writeFileSync(join(root, `program-${at}.ts`), source);
  let out = '';
  const add = (text: string): void => {
    out += text;
  };
  const steps = await takeTour({ root, folder: root, out: add }).catch((error: Error) => error.message);
  return { steps, out };
}

test('each step is told by its headline, its code as it stands, its place, and what the program printed', async () => {
  expect(await tour(program)).toEqual({
    steps: 2,
    out: `
Sums
     const one = 1;

1. Add two numbers
     const sum = one + 1;
     (program-0.ts:6)
   The sum is 2.

2. Add in a loop
     for (const number of [1, 2]) {
       assert.ok(number > 0);
     }
     (program-0.ts:10)
   All are positive.
`,
  });
});

test('programs are told in the order of their names, and all their steps count', async () => {
  const { steps, out } = await tour(program, program.replace('Sums', 'More sums'));
  expect(steps).toBe(4);
  expect(out.indexOf('\nSums\n')).toBeLessThan(out.indexOf('\nMore sums\n'));
});

test.each<[string, string, RegExp]>([
  [
    'a step that throws',
    program.replace('number > 0', 'number > 1'),
    /^"2\. Add in a loop" did not behave: AssertionError.* See program-0\.ts:10\.$/,
  ],
  [
    'a program that ends in silence',
    program.replace('console.log(', 'process.exit(0); console.log('),
    /^"1\. Add two numbers" did not behave: the program printed no line for it\. See program-0\.ts:6\.$/,
  ],
  [
    'a program that fails after its last step',
    `${program}throw new Error('It cannot close.');`,
    /^The end did not behave: Error: It cannot close\. See program-0\.ts\.$/,
  ],
  [
    'a program that prints what belongs to no step',
    program.replace('console.warn', 'console.log'),
    /^program-0\.ts prints more lines than it has steps\.$/,
  ],
])('%s ends the tour with a sentence that says where', async (_what, source, message) => {
  expect((await tour(source)).steps).toMatch(message);
});

test('a program without a set-up has none, and one without steps is told by its title alone', () => {
  expect(chapterOf('// Title\n\n// 1. One\nf();\n')).toMatchObject({
    setUp: [''],
    steps: [{ code: ['f();'] }],
  });
  expect(chapterOf('// Title\n').steps).toEqual([]);
});
