import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../shared/package-manifest.js';

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
    if (!existsSync(join(root, 'packages', folder, 'package.json'))) continue;
    const { name, bin, private: isPrivate } = readManifest(join(root, 'packages', folder));
    if (isPrivate !== true) found.push({ folder, name, isTool: bin !== undefined });
  }
  return found;
}
