import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readManifest } from '../shared/package-manifest.js';

/** What of a package can be imported. */
export interface PackageEntry {
  /** After the name of the package: `.` or, say, `./apis/UserApi`. */
  readonly subpath: string;
  /** The path below `src/` and `dist/`, without ending. */
  readonly path: string;
}

/**
 * The entries of the package in `folder`, as its `exports` say. A `*` stands for every source of its folder but the
 * index that puts them together, so that `./apis/*` is all API classes.
 */
export async function packageEntries(folder: string): Promise<PackageEntry[]> {
  const { exports = {} } = readManifest(folder);
  const entries: PackageEntry[] = [];
  for (const [subpath, target] of Object.entries(exports)) {
    if (typeof target === 'string') continue;
    const path = target.import.default.slice('./dist/'.length, -'.js'.length);
    if (!path.endsWith('*')) {
      entries.push({ subpath, path });
      continue;
    }
    const sources = await readdir(join(folder, 'src', dirname(path)));
    for (const source of sources.sort()) {
      if (!source.endsWith('.ts') || source === 'index.ts') continue;
      const [one, onePath] = [subpath, path].map(
        (text) => text.slice(0, -1) + source.slice(0, -'.ts'.length),
      );
      entries.push({ subpath: one!, path: onePath! });
    }
  }
  return entries;
}

/** The commands of the package in `folder`, as its `bin` says: paths below `src/` and `dist/`, without ending. */
export function packageCommands(folder: string): string[] {
  const { bin = {} } = readManifest(folder);
  return Object.values(bin).map((path) => path.slice('./dist/'.length, -'.js'.length));
}
