import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type PackedPackage, packAll as packInto } from '../../src/release/pack/pack-all.js';

export type { PackedPackage };
export const root: string = fileURLToPath(new URL('../../..', import.meta.url));
export const run: typeof execFile.__promisify__ = promisify(execFile);

/** Packs every package and unpacks the tarballs into `node_modules` of a new folder, as an installation would. */
export async function packAll(): Promise<{ folder: string; packages: PackedPackage[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    const packages = await packInto(root, folder);
    for (const { name, tarball } of packages) {
      const unpacked = join(folder, 'node_modules', name);
      mkdirSync(unpacked, { recursive: true });
      await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
    }
    return { folder, packages };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
