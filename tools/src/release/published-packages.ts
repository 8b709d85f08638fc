import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PublishedPackage {
  /** The folder's name below `packages/`. */
  readonly folder: string;
  /** The name on npm. */
  readonly name: string;
  /** It has a command: it is run beside a program, and no part of one. */
  readonly isTool: boolean;
}

/** The packages below `packages/` that are not private, in the order of their folders. */
export function publishedPackages(root: string): PublishedPackage[] {
  const found: PublishedPackage[] = [];
  for (const folder of readdirSync(join(root, 'packages')).sort()) {
    const manifest = join(root, 'packages', folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, bin, private: isPrivate } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    if (isPrivate !== true) found.push({ folder, name, isTool: bin !== undefined });
  }
  return found;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly bin?: object;
}
