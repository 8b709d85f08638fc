import { join } from 'node:path';
import { compilerRow, installedCompiler, type MakeRow, makeRows } from '../../src/compat/matrix.js';
import { commandLineRow } from '../../src/compat/runtimes.js';
import { isGood, printTable, type Row, rowOf } from '../../src/compat/table.js';
import { root } from './pack.js';

const nodeRow =
  (name: string, binary: string): MakeRow =>
  (stage) =>
    commandLineRow(name, stage, { binary });
const compiler = (folder: string): MakeRow => compilerRow(root, installedCompiler(join(root, folder)));

// `npm run compat` makes the whole table; here are the rows for which npm ci has installed all there is to it.
describe('the packed packages, installed in an empty project', () => {
  let rows: Row[];
  beforeAll(async () => {
    rows = await makeRows(root, [
      nodeRow('this Node', process.execPath),
      nodeRow('no such Node', join(root, 'no/such/node')),
      nodeRow('not a Node', '/bin/sh'),
      compiler('node_modules/typescript'),
      compiler('tools/node_modules/typescript'),
    ]);
  }, 300_000);

  test('load and call on this Node, as ES modules and as CommonJS', () => {
    expect(rows[0]?.cells).toEqual({ ESM: 'ok', CommonJS: 'ok', types: 'n/a', call: 'ok' });
  });

  test('compile with both compilers of the repository, with and without DOM', () => {
    const compiled = { ESM: 'ok', CommonJS: 'ok', types: 'ok', call: 'n/a' };
    expect(rows.slice(3).map(({ cells }) => cells)).toEqual([compiled, compiled]);
  });

  test('a runtime that is not there is called not installed', () => {
    expect(rows[1]).toEqual(rowOf('no such Node', 'not installed', ['ESM', 'CommonJS', 'call']));
  });

  test('a runtime that cannot run the program fails, with what it said', () => {
    expect(rows[2]?.cells).toEqual({
      ESM: { failed: expect.stringContaining('cli.mjs') },
      CommonJS: { failed: expect.stringContaining('cli.cjs') },
      types: 'n/a',
      call: { failed: expect.any(String) },
    });
  });
});

describe('the table', () => {
  const good = rowOf('Node.js 20', 'ok', ['ESM', 'CommonJS', 'call']);
  const missing = rowOf('Bun 1', 'not installed', ['ESM', 'call']);
  const failed = { name: 'Deno 2', cells: { ...good.cells, call: { failed: '401 instead of 200\n' } } };

  test('is Markdown, with the reasons of failures below', () => {
    expect(printTable([good, missing, failed])).toBe(`\
| runtime or compiler | ESM           | CommonJS | types | call          |
| ------------------- | ------------- | -------- | ----- | ------------- |
| Node.js 20          | ok            | ok       | n/a   | ok            |
| Bun 1               | not installed | n/a      | n/a   | not installed |
| Deno 2              | ok            | ok       | n/a   | FAILED        |

Deno 2, call: 401 instead of 200`);
  });

  test('is good when nothing failed and, unless asked for what is available only, nothing is missing', () => {
    const verdicts = [[good], [good, missing], [good, failed]].map((rows) => [
      isGood(rows, false),
      isGood(rows, true),
    ]);
    expect(verdicts).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });
});
