import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './figures.js';

/**
 * Gives the path of orval's program, installed in `tools/bench` when it is first asked for. That folder is no
 * workspace: 318 packages and 127 MB that only this command needs.
 *
 * @throws Error when it cannot be installed.
 */
export function ensureOrval({ root, env, say }: Bench): string {
  const folder = join(root, 'tools', 'bench');
  const pinned = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies.orval as string;
  const program = join(folder, 'node_modules', 'orval', 'dist', 'bin', 'orval.js');
  const manifest = join(folder, 'node_modules', 'orval', 'package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === pinned) return program;
  say(`installing orval ${pinned} in tools/bench (once)`);
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    execFileSync('npm', args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(
      `orval could not be installed (npm ${args.join(' ')}): ${stderr?.trim() ?? String(error)}`,
    );
  }
  return program;
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
