import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs the runtimes and compilers of tools/compat, 1.2 GB, unless what its lock file says is there already.
 *
 * @throws Error when npm cannot: no network, say.
 */
export async function installRuntimes(root: string): Promise<void> {
  const folder = join(root, 'tools/compat');
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules/.installed-from.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  await run('npm', ['ci'], { cwd: folder });
  writeFileSync(stamp, lock);
}
