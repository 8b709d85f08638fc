import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PublishedPackage {
  /** The folder's name below `packages/`. */
  readonly folder: string;
  /** The name on npm. */
  readonly name: string;
}

/** The packages below `packages/` that are not private, in the order of their folders. */
export function publishedPackages(root: string): PublishedPackage[] {
  const found: PublishedPackage[] = [];
  for (const folder of readdirSync(join(root, 'packages')).sort()) {
    const manifest = join(root, 'packages', folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, private: isPrivate } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    if (isPrivate !== true) found.push({ folder, name });
  }
  return found;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
}
