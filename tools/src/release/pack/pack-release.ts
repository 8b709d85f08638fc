import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readManifest } from '../../shared/package-manifest.js';
import { publishedPackages } from '../published-packages.js';

const run = promisify(execFile);

export interface PackReleaseOptions {
  /** The repository, with every package built. */
  readonly root: string;
  /** Where the release goes. It must not exist, or be empty. */
  readonly folder: string;
  /** Tells whether the registry has `name@version` already. */
  isPublished(spec: string): Promise<boolean>;
}

/** One line of `packages.tsv`. */
export interface PackedRelease {
  /** The name of the file: `acme-plo-client-0.2.0.tgz`. */
  readonly tarball: string;
  /** `@acme/plo-client@0.2.0`, also the name of its tag. */
  readonly spec: string;
}

/**
 * Packs every package whose version the registry does not have. What the publishing job needs is in `folder`:
 *
 * - `<package>.tgz`: the bytes to publish, and `<package>.tgz.md`: what its CHANGELOG says of the version;
 * - `packages.tsv`: a line for each, tarball, tab, `name@version`, in the order of publishing: a package follows the
 *   ones it depends on;
 * - `SHA256SUMS`: the digest of every other file, as `sha256sum --check` reads it.
 *
 * @returns what was packed; an empty list when there is nothing to publish.
 * @throws Error when the folder is not empty, a package is not built, or npm does not pack it.
 */
export async function packRelease(options: PackReleaseOptions): Promise<PackedRelease[]> {
  const { root, folder, isPublished } = options;
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0)
    throw new Error('the folder for the release is not empty: name a new one');
  const released: PackedRelease[] = [];
  for (const { folder: name } of inOrder(root)) {
    const cwd = join(root, 'packages', name);
    const { name: packageName, version } = readManifest(cwd);
    const spec = `${packageName}@${version}`;
    if (await isPublished(spec)) continue;
    if (!existsSync(join(cwd, 'dist')))
      throw new Error(`${packageName} is not built: run npm run build first`);
    const { stdout } = await run(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
      {
        cwd,
      },
    );
    const [packed] = JSON.parse(stdout) as { filename: string }[];
    if (packed === undefined) throw new Error(`npm did not pack ${packageName}`);
    released.push({ tarball: packed.filename, spec });
    const changelog = join(cwd, 'CHANGELOG.md');
    const notes = existsSync(changelog) ? releaseNotes(readFileSync(changelog, 'utf8'), version) : '';
    writeFileSync(join(folder, `${packed.filename}.md`), notes);
  }
  const lines = released.map(({ tarball, spec }) => `${tarball}\t${spec}\n`);
  writeFileSync(join(folder, 'packages.tsv'), lines.join(''));
  writeFileSync(join(folder, 'SHA256SUMS'), sums(folder));
  return released;
}

/** What a package depends on is published before it: an installation in between finds everything. */
function inOrder(root: string): ReturnType<typeof publishedPackages> {
  const waiting = publishedPackages(root);
  const names = new Set(waiting.map(({ name }) => name));
  const ordered: typeof waiting = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ folder }) =>
      Object.keys(readManifest(join(root, 'packages', folder)).dependencies ?? {}).every(
        (needed) => !names.has(needed) || ordered.some(({ name }) => name === needed),
      ),
    );
    if (ready === -1) throw new Error('the packages depend on each other in a circle');
    ordered.push(...waiting.splice(ready, 1));
  }
  return ordered;
}

function sums(folder: string): string {
  const line = (file: string): string =>
    `${createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex')}  ${file}\n`;
  return readdirSync(folder).sort().map(line).join('');
}

/**
 * What a CHANGELOG in the form of changesets says of one version: the lines below its `## ` heading.
 *
 * @returns an empty text when the version has no heading.
 */
export function releaseNotes(changelog: string, version: string): string {
  const lines = changelog.split(/\r?\n/);
  const start = lines.indexOf(`## ${version}`);
  if (start === -1) return '';
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '));
  const own = lines.slice(start + 1, length === -1 ? undefined : start + 1 + length);
  return `${own.join('\n').trim()}\n`;
}
