import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Contexts } from './expression.js';
import { git, linkInstalled, originOf } from './repository.js';
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
  /** A clone of the branch as it is now, installed. */
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
  linkInstalled(root, clone);
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
  const home = join(folder, name);
  const [workspace, temp, bin] = [join(home, 'workspace'), join(home, 'temp'), join(home, 'bin')];
  for (const path of [workspace, temp, bin]) mkdirSync(path, { recursive: true });
  const gh = join(bin, 'gh');
  writeFileSync(gh, `#!/bin/sh\necho "$*" >> '${join(home, 'asked')}'\n`);
  chmodSync(gh, 0o755);
  const artifacts = join(folder, 'artifacts');
  return {
    workspace,
    temp,
    env: environment(bin, home),
    ...(instead === undefined ? {} : { instead }),
    use: (action, inputs) => {
      switch (action) {
        case 'actions/checkout':
          git(home, 'clone', '--quiet', origin, workspace);
          git(workspace, 'checkout', '--quiet', '--detach', inputs.ref || branchHead(origin));
          break;
        case './.github/actions/setup':
          linkInstalled(root, workspace);
          break;
        case 'actions/upload-artifact':
          mkdirSync(artifacts, { recursive: true });
          cpSync(inputs.path!, join(artifacts, `${inputs.name}.patch`));
          break;
        case 'actions/download-artifact':
          cpSync(join(artifacts, `${inputs.name}.patch`), join(inputs.path!, 'regenerated.patch'));
          break;
        default:
          throw new Error(
            `The rehearsal does not know ${action}: say in tools/src/release/rehearse what it does.`,
          );
      }
    },
  };
}

function branchHead(origin: string): string {
  return git(origin, 'rev-parse', branch);
}

/** As on a runner: nothing of the test that may have started this. */
function environment(bin: string, home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|JEST_|NODE_|GIT_|TURBO_|GITHUB_)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    ...{
      CI: 'true',
      HOME: home,
      GIT_CONFIG_NOSYSTEM: '1',
      ACME_REHEARSAL: '1',
      PATH: `${bin}${delimiter}${process.env.PATH}`,
    },
  };
}

function linesOf(file: string): string[] {
  return existsSync(file) ? linesIn(readFileSync(file, 'utf8')) : [];
}

function linesIn(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
