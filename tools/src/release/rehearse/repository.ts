import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const identity = ['-c', 'user.name=Rehearsal', '-c', 'user.email=rehearsal@example.com'];

/** Git as on a machine that nobody has set up. @returns what it prints, without the last line break. */
export function git(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', [...identity, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  }).trimEnd();
}

/**
 * Makes a bare repository whose `main` has the files of a working tree, uncommitted ones too and ignored ones not.
 *
 * @returns its path.
 */
export function originOf(root: string, folder: string): string {
  const origin = join(folder, 'origin.git');
  const start = join(folder, 'start');
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
  git(folder, 'init', '--quiet', '--initial-branch=main', start);
  const files = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
  for (const file of files) {
    if (file === '' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(start, file)), { recursive: true });
    cpSync(join(root, file), join(start, file), { verbatimSymlinks: true });
  }
  git(start, 'add', '--all', '--force');
  git(start, 'commit', '--quiet', '--message', 'The repository');
  git(start, 'push', '--quiet', origin, 'HEAD:refs/heads/main');
  return origin;
}

/** What `actions/checkout` makes: a clone at a commit. */
export function cloneOf(origin: string, folder: string, ref: string): void {
  git(origin, 'clone', '--quiet', origin, folder);
  git(folder, 'checkout', '--quiet', '--detach', ref);
}

/** What `npm ci` and the cache of the generator bring, from this repository: linked where it can be, else copied. */
export function linkInstalled(root: string, folder: string): void {
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
  for (const parent of ['', 'tools', ...packages]) linkEntries(root, folder, join(parent, 'node_modules'));
  linkEntries(root, folder, join('.cache', 'openapi-generator'));
}

/**
 * Where turbo keeps what it has built and checked for this repository. Its keys are hashes of all that goes into a task
 * and of nothing about the folder, so that a copy finds there the packages which a change has left as they were.
 */
export function turboCacheOf(root: string): string {
  // Of a worktree, that of the repository which it belongs to.
  const common = git(root, 'rev-parse', '--path-format=absolute', '--git-common-dir');
  return join(dirname(common), '.turbo', 'cache');
}

/** Entry by entry, as what the tools keep in `node_modules/.cache` is not part of an installation. */
function linkEntries(root: string, folder: string, path: string): void {
  if (!existsSync(join(root, path))) return;
  mkdirSync(join(folder, path), { recursive: true });
  const entries = readdirSync(join(root, path)).filter((name) => name !== '.cache');
  const sources = entries.map((name) => join(root, path, name));
  const isLinkable = lstatSync(join(root, path)).dev === lstatSync(folder).dev;
  execFileSync('cp', [isLinkable ? '-al' : '-a', '--', ...sources, join(folder, path)]);
}
