import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

const copied = ['packages/fetch-runtime', 'tools/jest', 'docs/guides', 'package.json', 'tsconfig.base.json'];
const leftOut = new Set(['node_modules', 'dist', '.turbo', 'coverage']);

/**
 * Copies of the repository what the tests of fetch-runtime need, so that its sources can be changed and edited at the
 * same time. What an earlier run left there is removed.
 *
 * @returns the folder of the package in the copy.
 */
export function copyPackage(root: string, copy: string): string {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const path of copied) {
    cpSync(join(root, path), join(copy, path), {
      recursive: true,
      filter: (source) => !leftOut.has(basename(source)),
    });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return join(copy, 'packages/fetch-runtime');
}
