import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openChromium } from '../../chromium.js';
import { runInChromium } from './chromium.js';
import { type CommandLine, complaints, runProgram } from './command-line.js';
import type { ProgramReport } from './program.js';
import type { Project } from './project.js';
import type { LoopbackServer } from './server.js';
import { type RunSuite, type SuiteReport, suiteCells } from './suite.js';
import { type Cell, type Column, type Row, rowOf } from './table.js';
import { runInWorkerd } from './workerd.js';

export interface Stage {
  readonly project: Project;
  readonly server: LoopbackServer;
}

const authColumns: readonly Column[] = ['auth, node:crypto', 'auth, WebCrypto'];

/** The row of a runtime with a command line. `types` is what its own compiler says, where it has one. */
export async function commandLineRow(
  name: string,
  { project, server }: Stage,
  commandLine: CommandLine,
  types: Cell = 'n/a',
): Promise<Row> {
  if (!existsSync(commandLine.binary)) {
    return rowOf(name, 'not installed', ['ESM', 'CommonJS', 'call', ...authColumns]);
  }
  const run = (file: string): Promise<Report> =>
    reportOf(server, `${name}-${file}`, (base) => runProgram(commandLine, project.folder, file, base));
  const esm = await run('cli.mjs');
  const common = await run('cli.cjs');
  const suite =
    (file: string): RunSuite =>
    (crypto) =>
      runProgram(commandLine, project.folder, file, crypto);
  const both = { ESM: suite('suite-cli.mjs'), CommonJS: suite('suite-cli.cjs') };
  const auth = await suiteCells(both, both);
  const call = worse(esm.call, common.call);
  return { name, cells: { ESM: esm.load, CommonJS: common.load, types, call, ...auth } };
}

export async function denoRow(name: string, stage: Stage, binary: string): Promise<Row> {
  const { folder } = stage.project;
  if (!existsSync(binary)) {
    return rowOf(name, 'not installed', ['ESM', 'CommonJS', 'types', 'call', ...authColumns]);
  }
  const env = { DENO_DIR: join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1' };
  const local = ['--node-modules-dir=manual', '--no-remote'];
  const failed = await complaints(binary, ['check', ...local, 'smoke.ts', 'types.ts'], folder, env);
  const args = ['run', ...local, '--no-prompt', '--allow-net=127.0.0.1', '--allow-read=.'];
  return commandLineRow(name, stage, { binary, args, env }, failed === '' ? 'ok' : { failed });
}

export async function workerdRow(name: string, { project, server }: Stage, binary: string): Promise<Row> {
  if (!existsSync(binary)) return rowOf(name, 'not installed', ['ESM', 'call', ...authColumns]);
  const program = { bundle: 'bundle.mjs' };
  const { load, call } = await reportOf(server, name, (base) =>
    runInWorkerd<ProgramReport>(binary, project.folder, program, base),
  );
  const suite =
    (...flags: string[]): RunSuite =>
    (crypto) =>
      runInWorkerd<SuiteReport>(binary, project.folder, { bundle: 'suite-bundle.mjs', flags }, crypto);
  // Without the flag there is no node:crypto to be hidden.
  const auth = await suiteCells({ nodejs_compat: suite('nodejs_compat') }, { 'no flags': suite() });
  return { name, cells: { ESM: load, CommonJS: 'n/a', types: 'n/a', call, ...auth } };
}

export async function chromiumRow({ server }: Stage): Promise<Row> {
  const browser = await openChromium().catch((error: Error) => error);
  const apply: readonly Column[] = ['ESM', 'call', 'auth, WebCrypto'];
  if (browser === undefined) return rowOf('Chromium', 'not installed', apply);
  if (browser instanceof Error) return rowOf('Chromium', { failed: browser.message }, apply);
  try {
    const name = `Chromium ${browser.version()}`;
    const run = <Report>(file: string, argument: string): Promise<Report> =>
      runInChromium<Report>(browser, server.origin, file, argument);
    const { load, call } = await reportOf(server, name, (base) => run<ProgramReport>('program.mjs', base));
    const auth = await suiteCells({}, { page: (crypto) => run<SuiteReport>('suite.mjs', crypto) });
    return { name, cells: { ESM: load, CommonJS: 'n/a', types: 'n/a', call, ...auth } };
  } finally {
    await browser.close();
  }
}

interface Report {
  readonly load: Cell;
  readonly call: Cell;
}

/** What a program says of itself, and for a call what the server says as well. */
async function reportOf(
  server: LoopbackServer,
  name: string,
  run: (base: string) => Promise<ProgramReport>,
): Promise<Report> {
  const segment = name.replace(/[^\w.-]/g, '-');
  try {
    const { load, call } = await run(`${server.origin}/${segment}`);
    const { ordered, refused } = server.seen(segment);
    const isSeen = ordered === 1 && refused === 1;
    return {
      load: cellOf(load),
      call: cellOf(isSeen || call !== 'ok' ? call : 'the server did not see both calls'),
    };
  } catch (error) {
    return { load: { failed: String(error) }, call: { failed: 'the program did not run' } };
  }
}

function cellOf(outcome: string): Cell {
  return outcome === 'ok' ? 'ok' : { failed: outcome };
}

function worse(one: Cell, other: Cell): Cell {
  return one === 'ok' ? other : one;
}
