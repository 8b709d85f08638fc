import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const leftOut = new Set(['node_modules', 'dist', '.turbo', 'coverage', '.jest-results.json']);

/**
 * Copies parts of the repository to work on them there. What is built is left out, and what is installed is linked to:
 * packages of this repository to those in the copy, where it has them.
 *
 * @param paths files and folders, relative to the root.
 */
export function copyRepository(root: string, copy: string, paths: readonly string[]): void {
  const filter = (source: string): boolean => !leftOut.has(basename(source));
  for (const path of paths) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { recursive: true, filter });
  }
  for (const parent of ['.', 'tools']) linkEntries(root, copy, join(parent, 'node_modules'));
}

/** Entry by entry, as what the tools cache in `node_modules/.cache` must be the copy's own. */
function linkEntries(root: string, copy: string, folder: string): void {
  if (!existsSync(join(root, folder)) || !existsSync(join(copy, dirname(folder)))) return;
  mkdirSync(join(copy, folder), { recursive: true });
  for (const entry of readdirSync(join(root, folder))) {
    if (entry === '.cache' || entry === '@acme') continue;
    symlinkSync(join(root, folder, entry), join(copy, folder, entry), 'junction');
  }
  if (!existsSync(join(root, folder, '@acme'))) return;
  mkdirSync(join(copy, folder, '@acme'));
  for (const name of readdirSync(join(root, folder, '@acme'))) {
    const own = join(copy, name === 'tools' ? name : join('packages', name));
    const target = existsSync(own) ? own : join(root, folder, '@acme', name);
    symlinkSync(target, join(copy, folder, '@acme', name), 'junction');
  }
}
