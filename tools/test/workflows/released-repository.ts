import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { publishedPackages } from '../../src/release/published-packages.js';
import { cloneOf, git, linkInstalled, originOf } from '../../src/release/rehearse/repository.js';
import { linesOf, runnerIn } from '../../src/release/rehearse/runner.js';
import { type Runner, readWorkflow } from '../../src/release/rehearse/workflow.js';
import { type JobOutputs, runJobs } from './run-jobs.js';

/** A copy of the repository at a place of its own, whose pushes to `main` are released. */
export interface ReleasedRepository {
  readonly origin: string;
  /** A clone to change `main` in. */
  readonly author: string;
  /** Commits what was changed in `author`, and pushes it to `main`. */
  push(message: string): void;
  /** Runs `release.yml` for the commit that `main` is at. */
  release(options?: ReleaseOptions): Release;
}

export interface ReleaseOptions {
  /** `name@version` of what the registry has. Default: every version that `main` had at first. */
  readonly published?: readonly string[];
  /** Whether a pull request with the versions is open. */
  readonly isProposed?: boolean;
  /** Runs only these jobs again, of a run before, with what the others had handed on. */
  readonly again?: { readonly run: Release; readonly jobs: readonly string[] };
  /** Does harm to what is handed on: called with the folder of artifacts before a job begins. */
  readonly meddle?: (artifacts: string, job: string) => void;
}

/** What a run has done. */
export interface Release {
  /** The jobs that ran to their end. */
  readonly jobs: readonly string[];
  /** What was asked of `gh` and of `npm`, a line of arguments each, in its order: `gh pr create …`. */
  readonly asked: readonly string[];
  /** By tarball: the SHA-256 of the bytes as `npm publish` had them. */
  readonly publishedHashes: Readonly<Record<string, string>>;
  /** What the job that packs has handed on. */
  readonly packed: string;
  readonly outputs: JobOutputs;
  readonly failure: Error | undefined;
}

/** Makes one from the files of a working tree, without its changesets. @param folder an empty one, which the caller removes. */
export function releasedRepository(root: string, folder: string): ReleasedRepository {
  const origin = originOf(root, folder);
  const author = join(folder, 'author');
  git(folder, 'clone', '--quiet', origin, author);
  const changesets = readdirSync(join(author, '.changeset')).filter((file) => /\.md$/.test(file));
  const pending = changesets.filter((file) => file !== 'README.md');
  if (pending.length > 0) git(author, 'rm', '--quiet', ...pending.map((file) => join('.changeset', file)));
  const specs = (): string[] =>
    publishedPackages(author).map(({ folder: name }) => {
      const manifest = JSON.parse(readFileSync(join(author, 'packages', name, 'package.json'), 'utf8'));
      return `${manifest.name}@${manifest.version}`;
    });
  const first = specs();
  let runs = 0;
  const push = (message: string): void => {
    git(author, 'add', '--all');
    git(author, 'commit', '--quiet', '--allow-empty', '--message', message);
    git(author, 'push', '--quiet', 'origin', 'HEAD:main');
  };
  return {
    origin,
    author,
    push,
    release({ published = first, isProposed = false, again, meddle } = {}) {
      runs += 1;
      const home = join(folder, `run-${runs}`);
      const asked = join(home, 'asked');
      mkdirSync(home);
      writeFileSync(asked, '');
      writeFileSync(join(home, 'published'), published.map((spec) => `${spec}\n`).join(''));
      const sha = git(origin, 'rev-parse', 'main');
      const artifacts = join(home, 'artifacts');
      const kept = Object.entries(again?.run.outputs ?? {}).filter(([job]) => !again?.jobs.includes(job));
      if (again !== undefined) cpSync(join(again.run.packed, '..'), artifacts, { recursive: true });
      const runnerOf = (job: string): Runner => {
        meddle?.(artifacts, job);
        return runnerIn(join(home, job), {
          artifacts,
          checkOut: (workspace, ref) => cloneOf(origin, workspace, ref || sha),
          programs: programs(home, isProposed),
          env: { GITHUB_REPOSITORY: 'acme/api-clients', GITHUB_SHA: sha, npm_config_offline: 'true' },
          instead: (command) => {
            // What takes long and is tried elsewhere, an installation and a build, is there already.
            if (command === 'npm ci --ignore-scripts') linkInstalled(root, join(home, job, 'workspace'));
            if (command === 'npm run build') return linkBuilt(root);
            return command === 'npm ci --ignore-scripts' ? 'true' : command;
          },
        });
      };
      const workflow = readWorkflow(join(author, '.github/workflows/release.yml'));
      const github = { repository: 'acme/api-clients', ref_name: 'main', sha, token: 'none' };
      const contexts = { github, secrets: { NPM_TOKEN: '' } };
      let outputs: JobOutputs = {};
      let failure: Error | undefined;
      try {
        outputs = runJobs(workflow, contexts, runnerOf, Object.fromEntries(kept));
      } catch (error) {
        failure = error as Error;
      }
      const jobs = Object.keys(outputs).filter((job) => job !== 'verify' && outputs[job] !== undefined);
      const hashes = linesOf(join(home, 'hashes')).map((line) => line.split(/ +/).reverse());
      return {
        ...{ jobs, outputs, failure, asked: linesOf(asked), packed: join(artifacts, 'release') },
        publishedHashes: Object.fromEntries(hashes),
      };
    },
  };
}

/** `gh` and `npm` that write down what they are asked for, and a registry that is a list of names. */
function programs(home: string, isProposed: boolean): Record<string, string> {
  const npm = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  return {
    gh: `echo "gh $*" >> '${home}/asked'
case "$1 $2" in
  'pr list') echo ${isProposed ? 1 : 0} ;;
  'release view') exit 1 ;;
esac`,
    npm: `case "$1" in
  view)
    if grep -qxF "$2" '${home}/published'; then echo '"there"'
    elif [ "$4" = --json ]; then echo '{"error":{"code": "E404"}}'; exit 1
    else exit 1
    fi ;;
  publish)
    echo "npm $*" >> '${home}/asked'
    sha256sum "$2" >> '${home}/hashes' ;;
  *)
    for npm in ${npm.map((path) => `'${path}'`).join(' ')}; do
      if [ -x "$npm" ] && ! [ "$npm" -ef "$0" ]; then exec "$npm" "$@"; fi
    done ;;
esac`,
  };
}

/** Writes a changeset into a clone. */
export function writeChangeset(
  clone: string,
  packages: Readonly<Record<string, string>>,
  text: string,
): void {
  const front = Object.entries(packages).map(([name, bump]) => `'${name}': ${bump}\n`);
  writeFileSync(join(clone, '.changeset', 'rehearsal.md'), `---\n${front.join('')}---\n\n${text}\n`);
}

/** Changes one byte of a file. */
export function spoil(file: string): void {
  appendFileSync(file, '\n');
}

/** The command for what `npm run build` brings: hard links of what is built in this repository. */
function linkBuilt(root: string): string {
  return `for folder in packages/*/; do cp -al "${root}/\${folder}dist" "\${folder}dist"; done`;
}
