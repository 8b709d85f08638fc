import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of `tools/isolated` with a lock file of its own: no workspace, as one command alone needs its packages. */
export interface IsolatedPackage {
  /** The repository. */
  readonly root: string;
  /** The folder: `tools/isolated/<name>`. */
  readonly name: string;
  /** What is in it, for people: `orval 7.13.2`. */
  readonly what: string;
  readonly env: NodeJS.ProcessEnv;
  /** Tells a person what goes on. */
  say(line: string): void;
}

/**
 * Installs what the lock file of an isolated package names, unless exactly that is there already.
 *
 * @returns the path of its `node_modules`.
 * @throws Error with npm's own words when npm cannot: no network, say.
 */
export function installIsolated({ root, name, what, env, say }: IsolatedPackage): string {
  const folder = join(root, 'tools', 'isolated', name);
  const installed = join(folder, 'node_modules');
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(installed, '.installed-from.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return installed;
  say(`installing ${what} in tools/isolated/${name} (once)`);
  // First, so that an installation that is killed half way is not taken for the one before it.
  rmSync(stamp, { force: true });
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    execFileSync('npm', args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(
      `${what} could not be installed (npm ${args.join(' ')}): ${stderr?.trim() ?? String(error)}`,
    );
  }
  writeFileSync(stamp, lock);
  return installed;
}
