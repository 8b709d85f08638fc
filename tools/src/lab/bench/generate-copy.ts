import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What generate reads and writes. */
const copied = [
  'specs',
  'tools/src',
  'tools/templates',
  'tools/package.json',
  'openapitools.json',
  'package.json',
];

/** A copy of the repository to generate in, in a folder of the system's for temporary files. */
export interface Copy {
  readonly root: string;
  remove(): void;
}

/** Copies the repository, without what is built; what is installed is linked to. */
export async function copyRepository(root: string): Promise<Copy> {
  const copy = mkdtempSync(join(tmpdir(), 'acme-bench-'));
  const remove = (): void => rmSync(copy, { recursive: true, force: true });
  try {
    for (const path of copied) await cp(join(root, path), join(copy, path), { recursive: true });
    await cp(join(root, 'packages'), join(copy, 'packages'), {
      recursive: true,
      filter: (path) => !/[\\/](dist|node_modules|test|\.turbo)$/.test(path),
    });
    // Not one link for all: the cache in node_modules must be the copy's own.
    mkdirSync(join(copy, 'node_modules'));
    for (const entry of readdirSync(join(root, 'node_modules'))) {
      if (entry === '.cache') continue;
      symlinkSync(join(root, 'node_modules', entry), join(copy, 'node_modules', entry), 'junction');
    }
    symlinkSync(join(root, 'tools', 'node_modules'), join(copy, 'tools', 'node_modules'), 'junction');
    return { root: copy, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
