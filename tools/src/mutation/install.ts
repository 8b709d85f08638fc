import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs Stryker in tools/mutation (66 MB), unless what its lock file says is there already.
 *
 * @returns the path of its program.
 * @throws Error when npm cannot: no network, say.
 */
export function installStryker(root: string): string {
  const folder = join(root, 'tools/mutation');
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules/.installed-from.json');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    execFileSync('npm', ['ci', '--prefix', folder], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    writeFileSync(stamp, lock);
  }
  return join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');
}
