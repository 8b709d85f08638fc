import type { PublishedPackage } from './published-packages.js';

/**
 * The packages that a change touches and no changeset of that change names, sorted.
 * Touched is: a package's `src/` (hand-written or generated), and the spec of a client.
 *
 * @param changedFiles paths from the repository's root, with `/`
 * @param changesetPackages the packages that the changesets of this change name
 * @param packages the packages that are published; a change of any other file needs no changeset
 */
export function packagesWithoutChangeset(
  changedFiles: readonly string[],
  changesetPackages: ReadonlySet<string>,
  packages: readonly Pick<PublishedPackage, 'folder' | 'name'>[],
): string[] {
  return packages
    .filter((candidate) => changedFiles.some((file) => belongsTo(file, candidate)))
    .map((touched) => touched.name)
    .filter((name) => !changesetPackages.has(name))
    .sort();
}

function belongsTo(file: string, { folder }: Pick<PublishedPackage, 'folder'>): boolean {
  return file.startsWith(`packages/${folder}/src/`) || file === specOf(folder);
}

/** The provider's name is the stem of its spec and of its package's folder. */
function specOf(folder: string): string | undefined {
  return folder.endsWith('-client') ? `specs/${folder.slice(0, -'-client'.length)}.yaml` : undefined;
}
