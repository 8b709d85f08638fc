import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { defineCommand } from '../../shared/command.js';
import { type PublishedPackage, publishedPackages } from '../published-packages.js';

const help = `Usage: npm run require-changeset [-- [BASE] [--root FOLDER]]

Fails when the commits since BASE (default: main) change a published package that none of their changesets names.
(\`changeset status\` only asks whether there is any changeset.)

  --root FOLDER  check another repository; default: this one
  --help         show this
`;

export const requireChangesetCommand = defineCommand({
  name: 'npm run require-changeset',
  help,
  options: { root: { type: 'string' } },
  allowPositionals: true,
  run(values, [base = 'main'], { root: here, cwd, out, err }) {
    const root = values.root === undefined ? here : resolve(cwd, values.root);
    const changed = changedSince(base, root);
    const announced = changed
      .filter((path) => isChangesetFile(path) && existsSync(join(root, path)))
      .flatMap((path) => packagesOfChangeset(readFileSync(join(root, path), 'utf8')));
    const missing = packagesWithoutChangeset(changed, new Set(announced), publishedPackages(root));
    if (missing.length === 0) {
      out(`Every package changed since ${base} is named in a changeset.\n`);
      return 0;
    }
    err(`Changed since ${base}, but named in no changeset of this branch: ${missing.join(', ')}.
Run \`npm run changeset\`, say in one sentence what changes for its users, and commit the file.\n`);
    return 1;
  },
});

/**
 * The packages that a change touches and no changeset of that change names, sorted.
 * A package is touched by a change of its `src/` (hand-written or generated); a client also by one of its spec.
 *
 * @param changedFiles paths from the repository's root, with `/`
 * @param changesetPackages the packages that the changesets of this change name
 * @param packages the published packages; other files need no changeset
 */
export function packagesWithoutChangeset(
  changedFiles: readonly string[],
  changesetPackages: ReadonlySet<string>,
  packages: readonly Pick<PublishedPackage, 'folder' | 'name'>[],
): string[] {
  return packages
    .filter(({ folder }) => changedFiles.some((file) => belongsTo(file, folder)))
    .map(({ name }) => name)
    .filter((name) => !changesetPackages.has(name))
    .sort();
}

/** The provider's name is the stem of its spec and of its package's folder. */
function belongsTo(file: string, folder: string): boolean {
  return (
    file.startsWith(`packages/${folder}/src/`) || file === `specs/${folder.replace(/-client$/, '')}.yaml`
  );
}

/** Whether a path is a changeset: a Markdown file right in `.changeset/`, other than its README. */
export function isChangesetFile(path: string): boolean {
  return /^\.changeset\/[^/]+\.md$/.test(path) && path !== '.changeset/README.md';
}

/** The packages that a changeset names: the keys of its YAML front matter. An empty changeset names none. */
export function packagesOfChangeset(text: string): string[] {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n?---/.exec(text)?.[1];
  const named: unknown = frontMatter === undefined ? undefined : parse(frontMatter);
  return typeof named === 'object' && named !== null ? Object.keys(named) : [];
}

/** Paths that the commits since the common ancestor with `base` add, change or delete. */
function changedSince(base: string, cwd: string): string[] {
  const range = ['--no-renames', '--name-only', '-z', '--end-of-options', `${base}...HEAD`, '--'];
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    const stdout = execFileSync('git', ['diff', ...range], {
      ...{ cwd, encoding: 'utf8', stdio: [...stdio], maxBuffer: 2 ** 28 },
    });
    return stdout.split('\0').filter((path) => path !== '');
  } catch {
    throw new Error(`Git knows no common history with "${base}": fetch it first (in CI: fetch-depth: 0).`);
  }
}
