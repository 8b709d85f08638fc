import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
  const { exports } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
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
export async function packageCommands(folder: string): Promise<string[]> {
  const { bin = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  return Object.values(bin).map((path) => path.slice('./dist/'.length, -'.js'.length));
}

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly import: { readonly default: string } }>>;
}
