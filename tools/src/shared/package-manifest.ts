import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Versions = Readonly<Record<string, string>>;

/** A package.json, as far as the tools read it. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | { readonly import: Target }>>;
  readonly dependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly peerDependencies?: Versions;
  readonly repository?: { readonly url: string };
}

interface Target {
  readonly types: string;
  readonly default: string;
}

/** The package.json of a folder. */
export function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;
}

/** The names of what has to be installed beside a package. */
export function neededBy({ dependencies, peerDependencies }: PackageManifest): string[] {
  return Object.keys({ ...dependencies, ...peerDependencies });
}
