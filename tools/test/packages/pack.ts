import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type PackedPackage, packAll as packInto } from '../../src/release/pack/pack-all.js';

export type { PackedPackage };
export const root: string = fileURLToPath(new URL('../../..', import.meta.url));
export const run: typeof execFile.__promisify__ = promisify(execFile);

/** Every package, unpacked into `node_modules` of a new folder, as an installation would. */
export async function packAll(): Promise<{ folder: string; packages: PackedPackage[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    const packages = await packedOnce();
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

/**
 * Every package as npm packs it. It is built and packed once for all tests, until a byte changes of what it is made
 * from: that takes longer than most of what is tried on it.
 *
 * @returns tarballs that nobody may change.
 */
export async function packedOnce(): Promise<PackedPackage[]> {
  const cache = join(root, '.cache', 'packed');
  const name = hashOfInputs(root);
  const folder = join(cache, name);
  const list = join(folder, 'packed.json');
  if (!existsSync(list)) {
    mkdirSync(cache, { recursive: true });
    const making = mkdtempSync(join(cache, `making-${process.pid}-`));
    try {
      const packages = await packInto(root, making);
      const named = packages.map((one) => ({ ...one, tarball: basename(one.tarball) }));
      // The sources that it was built from are not part of it.
      rmSync(join(making, 'packages'), { recursive: true });
      writeFileSync(join(making, 'packed.json'), JSON.stringify(named));
      for (const old of readdirSync(cache)) {
        if (old !== name && !old.startsWith('making-'))
          rmSync(join(cache, old), { recursive: true, force: true });
      }
      putInPlace(making, folder);
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
  }
  const packages = JSON.parse(readFileSync(list, 'utf8')) as PackedPackage[];
  return packages.map((one) => ({ ...one, tarball: join(folder, one.tarball) }));
}

/** Unless another process, which had the same to do, was first. */
function putInPlace(making: string, folder: string): void {
  try {
    renameSync(making, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'packed.json'))) throw error;
  }
}

/** Of all that a package is built from, and that builds it. */
export function hashOfInputs(root: string): string {
  const hash = createHash('sha256').update(`${process.version}\n`);
  const add = (path: string): void => {
    hash
      .update(`${relative(root, path)}\n`)
      .update(readFileSync(path))
      .update('\n');
  };
  for (const file of ['package-lock.json', 'tsconfig.base.json']) add(join(root, file));
  for (const file of filesBelow(join(root, 'tools/src'))) add(file);
  for (const folder of readdirSync(join(root, 'packages')).sort()) {
    for (const file of filesBelow(join(root, 'packages', folder))) add(file);
  }
  return hash.digest('hex').slice(0, 32);
}

const isLeftOut = /^(?:dist|test|node_modules|\.turbo|\.jest-results\.json)$/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !isLeftOut.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() ? [path] : [];
    });
}
