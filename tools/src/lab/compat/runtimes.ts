import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openChromium } from '../../shared/chromium.js';
import type { Project } from './project.js';
import type { LoopbackServer } from './server.js';
import type { Cell } from './table.js';
import { runInWorkerd } from './workerd.js';

/** What the rows of a table are made with. */
export interface Stage {
  readonly project: Project;
  readonly server: LoopbackServer;
}

export type CryptoName = 'node:crypto' | 'WebCrypto';

/** Runs the program with one argument, in a process, worker or page of its own. @returns what it reports. */
export type Execute = (argument: string) => Promise<unknown>;

export interface Runtime {
  /** With its version. */
  readonly name: string;
  readonly isInstalled: boolean;
  readonly ESM: Execute;
  /** Absent where there is no such kind of module. */
  readonly CommonJS?: Execute;
  /** What the compiler of the runtime says. */
  readonly types?: () => Promise<Cell>;
  /** What the behaviour suite of auth-helpers runs as, by what the package encrypts with. */
  readonly crypto: Partial<Record<CryptoName, Readonly<Record<string, Execute>>>>;
  close?(): Promise<void>;
}

export type Makes = (stage: Stage) => Runtime | Promise<Runtime>;

const timeoutMs = 60_000;

/** A runtime with a command line: Node.js, Bun. @param args go before the file to run. */
export function commandLine(
  name: string,
  binary: string,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): Makes {
  return ({ project: { folder } }) => {
    const run =
      (file: string): Execute =>
      async (argument) => {
        const cleared = { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', ...env };
        const options = { cwd: folder, timeout: timeoutMs, env: cleared };
        return JSON.parse((await promisify(execFile)(binary, [...args, file, argument], options)).stdout);
      };
    const both = { ESM: run('cli.mjs'), CommonJS: run('cli.cjs') };
    return {
      name,
      isInstalled: existsSync(binary),
      ...both,
      crypto: { 'node:crypto': both, WebCrypto: both },
    };
  };
}

export function deno(name: string, binary: string): Makes {
  return async (stage) => {
    const { folder } = stage.project;
    const env = { DENO_DIR: join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1' };
    const local = ['--node-modules-dir=manual', '--no-remote'];
    const args = ['run', ...local, '--no-prompt', '--allow-net=127.0.0.1', '--allow-read=.'];
    const types = async (): Promise<Cell> => {
      const failed = await complaints(binary, ['check', ...local, 'smoke.ts', 'types.ts'], folder, env);
      return failed === '' ? 'ok' : { failed };
    };
    return { ...(await commandLine(name, binary, { args, env })(stage)), types };
  };
}

export function workerd(name: string, binary: string): Makes {
  return ({ project: { folder } }) => {
    const run =
      (...flags: string[]): Execute =>
      (argument) =>
        runInWorkerd(binary, folder, flags, argument);
    // Without the flag there is no node:crypto to be hidden.
    const crypto = {
      'node:crypto': { nodejs_compat: run('nodejs_compat') },
      WebCrypto: { 'no flags': run() },
    };
    return { name, isInstalled: existsSync(binary), ESM: run(), crypto };
  };
}

/** A page of its own for each run, with the ES modules as they are published. */
export const chromium: Makes = async ({ server }) => {
  const browser = await openChromium();
  const page: Execute = async (argument) => {
    const tab = await browser!.newPage();
    try {
      await tab.goto(`${server.origin}/`);
      return await tab.evaluate(`import('/program.mjs').then(({ run }) => run(${JSON.stringify(argument)}))`);
    } finally {
      await tab.close();
    }
  };
  return {
    name: browser === undefined ? 'Chromium' : `Chromium ${browser.version()}`,
    isInstalled: browser !== undefined,
    ...{ ESM: page, crypto: { WebCrypto: { page } } },
    close: async () => browser?.close(),
  };
};

/** What a command that checks something complains of; empty when all is well. */
export async function complaints(
  binary: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const options = { cwd, timeout: timeoutMs, env: { ...process.env, ...env }, maxBuffer: 1 << 26 };
  return promisify(execFile)(binary, [...args], options).then(
    () => '',
    (error: { stdout?: string; stderr?: string; message: string }) =>
      `${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || error.message,
  );
}
