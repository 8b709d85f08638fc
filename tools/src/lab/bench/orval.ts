import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installIsolated } from '../../shared/isolated-package.js';
import { readManifest } from '../../shared/package-manifest.js';
import type { Bench } from './figures.js';

/**
 * Prepares a run of orval: its fetch client, else as it comes, one file for each description. orval is installed in
 * `tools/isolated/bench` when it is first needed: 318 packages and 127 MB that only this command uses.
 *
 * @param specs name → path of the description.
 * @param out the folder of the clients.
 * @returns the arguments for Node.
 * @throws Error when it cannot be installed.
 */
export function orvalClients(
  { root, work, env, say }: Bench,
  specs: ReadonlyMap<string, string>,
  out: string,
): string[] {
  const what = `orval ${readManifest(join(root, 'tools/isolated/bench')).dependencies?.orval}`;
  const installed = installIsolated({ root, name: 'bench', what, env, say });
  const projects = Object.fromEntries(
    [...specs].map(([name, target]) => [
      name,
      { input: { target }, output: { target: join(out, `${name}.ts`), client: 'fetch', mode: 'single' } },
    ]),
  );
  const config = join(work, 'orval.config.cjs');
  writeFileSync(config, `module.exports = ${JSON.stringify(projects, undefined, 2)};\n`);
  return [join(installed, 'orval/dist/bin/orval.js'), '--config', config];
}
