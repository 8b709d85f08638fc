import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installIsolated } from '../../shared/isolated-package.js';
import type { Bench } from './figures.js';

/**
 * Gives the path of orval's program, installed in `tools/bench` when it is first asked for: 318 packages and 127 MB
 * that only this command needs.
 *
 * @throws Error when it cannot be installed.
 */
export function ensureOrval({ root, env, say }: Bench): string {
  const { dependencies } = JSON.parse(
    readFileSync(join(root, 'tools/bench/package.json'), 'utf8'),
  ) as Manifest;
  const installed = installIsolated({ root, name: 'bench', what: `orval ${dependencies.orval}`, env, say });
  return join(installed, 'orval/dist/bin/orval.js');
}

interface Manifest {
  readonly dependencies: { readonly orval: string };
}

/**
 * Writes a configuration for orval: its fetch client, else as it comes.
 *
 * @param specs name → path of the description.
 * @param out the folder of the clients, one file each.
 * @returns the path of the configuration.
 */
export function orvalConfig(folder: string, specs: ReadonlyMap<string, string>, out: string): string {
  const projects = Object.fromEntries(
    [...specs].map(([name, spec]) => [
      name,
      {
        input: { target: spec },
        output: { target: join(out, `${name}.ts`), client: 'fetch', mode: 'single' },
      },
    ]),
  );
  const file = join(folder, 'orval.config.cjs');
  writeFileSync(file, `module.exports = ${JSON.stringify(projects, undefined, 2)};\n`);
  return file;
}
