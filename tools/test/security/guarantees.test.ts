import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';

interface Guarantee {
  readonly row: number;
  readonly file: string;
  readonly title: string;
}

const tests = 'packages/auth-helpers/test';
const text = readFileSync(join(repositoryRoot, 'packages/auth-helpers/docs/guarantees.md'), 'utf8');
const guarantees = [...text.matchAll(/^\| (\d+) \|[^|]*\|[^|]*\| `([^`]*)` \| (.*) \|$/gm)].map(
  ([, row, file = '', title = '']): Guarantee => ({ row: Number(row), file, title }),
);

/**
 * What is given as a title to `test` or to the function that `test.each` returns, of a skipped test it is not; also in
 * the modules of behaviour that a file imports. A path that begins with `packages/` is one of the repository.
 */
function titles(file: string): string[] {
  const path = join(repositoryRoot, file.startsWith('packages/') ? '' : tests, file);
  const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const found = source.matchAll(/(?:\btest(?:\.concurrent)?|\)|\])\(\s*(['"`])(.*?)(?<!\\)\1,/gs);
  const own = [...found].map(([, , title = '']) => title.replaceAll(/\\(['"`])/g, '$1'));
  const cases = source.matchAll(/^ {2}'(.*)': async \(\) => \{$/gm);
  const rules = source.matchAll(/from '(\.\/(?:[\w-]+-cases|behaviour\/index))\.js'/g);
  return [
    ...own,
    ...[...cases].map(([, title = '']) => title),
    ...[...rules].flatMap(([, rule]) => titles(join(dirname(file), `${rule}.ts`))),
  ];
}

describe('the guarantees', () => {
  test('are numbered without a gap, those of the 55 failures and what came later', () => {
    expect(guarantees.length).toBeGreaterThanOrEqual(55);
    expect(guarantees.map(({ row }) => row)).toEqual(guarantees.map((_, index) => index + 1));
  });

  test.each(guarantees)('row $row has a test whose title is the rule', ({ file, title }) => {
    expect(titles(file)).toContain(title);
  });
});
