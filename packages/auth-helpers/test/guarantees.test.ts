import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

interface Guarantee {
  readonly row: number;
  readonly file: string;
  readonly title: string;
}

const text = readFileSync(join(__dirname, '../docs/guarantees.md'), 'utf8');
const guarantees = [...text.matchAll(/^\| (\d+) \|[^|]*\|[^|]*\| `([^`]*)` \| (.*) \|$/gm)].map(
  ([, row, file = '', title = '']): Guarantee => ({ row: Number(row), file, title }),
);

/**
 * What is given as a title to `test` or to the function that `test.each` returns, of a skipped test it is not; also in
 * the modules of rules that a file imports.
 */
function titles(file: string): string[] {
  const path = join(__dirname, file);
  const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const found = source.matchAll(/(?:\btest|\)|\])\(\s*(['"`])(.*?)(?<!\\)\1,/gs);
  const own = [...found].map(([, , title = '']) => title.replaceAll(/\\(['"`])/g, '$1'));
  const rules = source.matchAll(/from '(\.\/[\w-]+-rules)\.js'/g);
  return [...own, ...[...rules].flatMap(([, rule]) => titles(join(dirname(file), `${rule}.ts`)))];
}

describe('the guarantees', () => {
  test('are those of all 66 failures, each once and in order', () => {
    expect(guarantees.map(({ row }) => row)).toEqual(Array.from({ length: 66 }, (_, index) => index + 1));
  });

  test.each(guarantees)('row $row has a test whose title is the rule', ({ file, title }) => {
    expect(titles(file)).toContain(title);
  });
});
