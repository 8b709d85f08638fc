import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isChangesetFile, packagesOfChangeset } from './changeset-file.js';
import { publishedPackages } from './published-packages.js';
import { packagesWithoutChangeset } from './require-changeset.js';

/** `npm run require-changeset -- BASE`: fails when the commits since BASE release something unannounced. */
function main(base = 'main', root = process.cwd()): number {
  const changed = changedSince(base, root);
  if (changed === undefined) {
    console.error(`Git knows no common history with "${base}": fetch it first (in CI: fetch-depth: 0).`);
    return 1;
  }
  const announced = changed
    .filter((path) => isChangesetFile(path) && existsSync(join(root, path)))
    .flatMap((path) => packagesOfChangeset(readFileSync(join(root, path), 'utf8')));
  const missing = packagesWithoutChangeset(changed, new Set(announced), publishedPackages(root));
  if (missing.length === 0) {
    console.log(`Every package changed since ${base} is named in a changeset.`);
    return 0;
  }
  console.error(`Changed since ${base}, but named in no changeset of this branch: ${missing.join(', ')}.`);
  console.error(
    'Run `npm run changeset`, say in one sentence what changes for its users, and commit the file.',
  );
  return 1;
}

/** Paths that the commits since the common ancestor with `base` add, change or delete. */
function changedSince(base: string, cwd: string): string[] | undefined {
  const range = ['--no-renames', '--name-only', '-z', '--end-of-options', `${base}...HEAD`, '--'];
  try {
    const stdout = execFileSync('git', ['diff', ...range], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 28,
    });
    return stdout.split('\0').filter((path) => path !== '');
  } catch {
    return undefined;
  }
}

process.exitCode = main(process.argv[2], resolve(process.argv[3] ?? '.'));
