import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contexts } from './expression.js';
import { cloneOf, git, linkInstalled, originOf, turboCacheOf } from './repository.js';
import { linesIn, linesOf, runnerIn } from './runner.js';
import { changesetFor, type Scenario } from './scenarios.js';
import { type Runner, readWorkflow, runJob } from './workflow.js';

export interface RehearsalOptions {
  /** The repository to rehearse in a copy of. */
  readonly root: string;
  /** An empty folder, which the caller removes. */
  readonly folder: string;
  /** Whether the author of the change has written a changeset. */
  readonly hasChangeset: boolean;
  /** What to run in the place of a command of the workflow. */
  readonly instead?: (command: string) => string;
  readonly say?: (line: string) => void;
}

/** What the workflow has done. */
export interface Rehearsal {
  /** First lines of the commits that it added to the branch. */
  readonly commits: readonly string[];
  /** Files of these commits. */
  readonly files: readonly string[];
  /** The tree of the branch now, and that which its commands give on the commit of the author. */
  readonly tree: string;
  readonly expectedTree: string;
  /** What it asked of `gh`: one line of arguments each. */
  readonly asked: readonly string[];
  /** Whether the check that was asked for finds a changeset. */
  readonly isAnnounced: boolean;
  /** A clone of the branch as it is now, without its dependencies. */
  readonly clone: string;
}

const branch = 'change-a-description';

/**
 * Runs the steps of `.github/workflows/regenerate.yml` as they stand there, for a pull request that changes a
 * description: in a copy of the repository, with a bare repository as `origin` and a `gh` that only writes down what it
 * is asked for; then the changeset check of `ci.yml`, with what it was asked for.
 *
 * @throws StepError for a step that fails.
 */
export function rehearse(scenario: Scenario, options: RehearsalOptions): Rehearsal {
  const { root, folder, hasChangeset, say = () => undefined } = options;
  const origin = originOf(root, folder);
  const author = join(folder, 'author');
  git(folder, 'clone', '--quiet', origin, author);
  git(author, 'switch', '--quiet', '--create', branch);
  say(`${scenario.title}, of ${scenario.edit(author)}`);
  if (hasChangeset) writeFileSync(join(author, '.changeset', 'rehearsal.md'), changesetFor(author));
  git(author, 'add', '--all');
  git(author, 'commit', '--quiet', '--message', 'Change a description');
  git(author, 'push', '--quiet', 'origin', branch);
  const sha = git(author, 'rev-parse', 'HEAD');

  const contexts = contextsOf(sha);
  const workflow = readWorkflow(join(author, '.github/workflows/regenerate.yml'));
  const maker = runnerAt('maker', origin, options);
  const outputs = runJob(workflow, 'regenerate', contexts, maker);
  say(`made: ${JSON.stringify(outputs)}`);
  git(maker.workspace, 'add', '--all');
  const expectedTree = git(maker.workspace, 'write-tree');

  const pusher = runnerAt('pusher', origin, options);
  runJob(workflow, 'push', { ...contexts, needs: { regenerate: { outputs } } }, pusher);

  const clone = join(folder, 'after');
  git(folder, 'clone', '--quiet', '--branch', branch, origin, clone);
  const asked = linesOf(join(folder, 'pusher', 'asked'));
  return {
    commits: linesIn(git(clone, 'log', '--format=%s', `${sha}..HEAD`)),
    files: linesIn(git(clone, 'diff', '--name-only', '--no-renames', sha, 'HEAD')),
    tree: git(clone, 'rev-parse', 'HEAD^{tree}'),
    expectedTree,
    asked,
    isAnnounced: isAnnounced(origin, asked, options),
    clone,
  };
}

function contextsOf(sha: string): Contexts {
  const repository = 'acme/api-clients';
  const head = { sha, repo: { full_name: repository } };
  const event = { pull_request: { head } };
  return {
    github: {
      ...{ repository, event, sha, event_name: 'pull_request', token: 'none' },
      ...{ ref: 'refs/pull/1/merge', ref_name: '1/merge', head_ref: branch, base_ref: 'main' },
    },
  };
}

/** Runs the job `changeset` of `ci.yml` as the dispatch asked for it. */
function isAnnounced(origin: string, asked: readonly string[], options: RehearsalOptions): boolean {
  const dispatch = /^workflow run ci\.yml --ref (\S+) --field base=(\S+)$/.exec(asked.at(-1) ?? '');
  if (dispatch === null) throw new Error(`CI was not asked for: ${asked.join('; ')}`);
  const [, ref, base] = dispatch;
  const github = {
    event_name: 'workflow_dispatch',
    sha: git(origin, 'rev-parse', ref!),
    ref: `refs/heads/${ref}`,
  };
  const runner = runnerAt('checker', origin, options);
  const workflow = readWorkflow(join(options.folder, 'author/.github/workflows/ci.yml'));
  try {
    if (runJob(workflow, 'changeset', { github, inputs: { base } }, runner) === undefined) {
      throw new Error('The changeset check is skipped, which counts as passed.');
    }
    return true;
  } catch (error) {
    if (String(error).includes('named in no changeset')) return false;
    throw error;
  }
}

function runnerAt(name: string, origin: string, { root, folder, instead }: RehearsalOptions): Runner {
  return runnerIn(join(folder, name), {
    artifacts: join(folder, 'artifacts'),
    checkOut: (workspace, ref) => cloneOf(origin, workspace, ref || branchHead(origin)),
    setUp: (workspace) => linkInstalled(root, workspace),
    programs: { gh: 'echo "$*" >> "$HOME/asked"' },
    env: { TURBO_CACHE_DIR: turboCacheOf(root) },
    ...(instead === undefined ? {} : { instead }),
  });
}

function branchHead(origin: string): string {
  return git(origin, 'rev-parse', branch);
}
