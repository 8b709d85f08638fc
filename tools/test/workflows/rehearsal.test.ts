import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filledIn, holds } from '../../src/release/rehearse/expression.js';
import { git } from '../../src/release/rehearse/repository.js';
import {
  type Runner,
  readWorkflow,
  runJob,
  StepError,
  type Workflow,
} from '../../src/release/rehearse/workflow.js';
import { runJobs } from './run-jobs.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const regenerate = readWorkflow(join(root, '.github/workflows/regenerate.yml'));
const ci = readWorkflow(join(root, '.github/workflows/ci.yml'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function runner(): Runner {
  const temp = join(folder, 'temp');
  mkdirSync(temp, { recursive: true });
  return { workspace: join(folder, 'workspace'), temp, env: process.env, use: () => undefined };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function write(path: string, text: string): void {
  const file = join(folder, 'workspace', path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

function commit(): string {
  const workspace = join(folder, 'workspace');
  git(workspace, 'add', '--all');
  git(workspace, 'commit', '--quiet', '--message', 'A commit');
  return git(workspace, 'rev-parse', 'HEAD');
}

/** A repository with the places that are generated. */
function repository(): string {
  git(folder, 'init', '--quiet', '--initial-branch=main', 'workspace');
  write('packages/a-client/src/generated/a.ts', 'one\n');
  write('packages/a-client/docs/a.md', 'one\n');
  write('packages/a-client/api-report.md', 'one\n');
  write('packages/a-client/src/index.ts', 'one\n');
  write('README.md', 'one\n');
  return commit();
}

/** The one step of a job that has this in its command. */
function only(job: string, words: string): Workflow {
  const found = regenerate.jobs[job]!;
  const steps = found.steps.filter(({ run }) => run?.includes(words));
  expect(steps).toHaveLength(1);
  const { if: _condition, outputs, env } = found;
  return { jobs: { only: { steps, ...(outputs && { outputs }), ...(env && { env }) } } };
}

const github = { head_ref: 'b', base_ref: 'main', sha: 'c', token: 'none', ref_name: '1/merge' };

describe('the step that makes the patch', () => {
  test('takes what is changed, new and deleted at the generated places', () => {
    repository();
    write('packages/a-client/src/generated/new.ts', 'two\n');
    write('packages/a-client/api-report.md', 'two\n');
    rmSync(join(folder, 'workspace/packages/a-client/docs/a.md'));
    write('packages/a-client/docs/b.md', 'two\n');
    const outputs = runJob(only('regenerate', 'git diff --cached'), 'only', { github }, runner());
    const patch = readFileSync(join(folder, 'temp/regenerated.patch'), 'utf8');
    expect(outputs).toEqual({ changed: 'true', digest: sha256(patch) });
    expect([...patch.matchAll(/^diff --git a\/(\S+)/gm)].map(([, file]) => file)).toEqual([
      'packages/a-client/api-report.md',
      'packages/a-client/docs/a.md',
      'packages/a-client/docs/b.md',
      'packages/a-client/src/generated/new.ts',
    ]);
  });

  test('says that nothing has changed', () => {
    repository();
    expect(runJob(only('regenerate', 'git diff --cached'), 'only', { github }, runner())).toEqual({
      changed: '',
      digest: sha256(''),
    });
  });

  test.each([
    'packages/a-client/src/index.ts',
    'packages/a-client/README.md',
    'packages/a-client/src/docs/a.md',
  ])('fails, with its name, when %s is made too and would be left behind', (file) => {
    repository();
    write(file, 'two\n');
    const run = (): unknown => runJob(only('regenerate', 'git diff --cached'), 'only', { github }, runner());
    expect(run).toThrow(StepError);
    expect(run).toThrow(file);
  });
});

describe('the step that commits', () => {
  /** Runs it with a patch of what `change` does to the repository, and the digest that the other job has told. */
  function push(change: () => void, digestOf = sha256): void {
    const start = repository();
    const workspace = join(folder, 'workspace');
    git(folder, 'clone', '--quiet', '--bare', workspace, 'origin.git');
    git(workspace, 'remote', 'add', 'origin', join(folder, 'origin.git'));
    change();
    git(workspace, 'add', '--all');
    const there = runner();
    const patch = `${git(workspace, 'diff', '--cached', '--binary', '--no-renames')}\n`;
    writeFileSync(join(there.temp, 'regenerated.patch'), patch);
    const needs = { regenerate: { outputs: { digest: digestOf(patch) } } };
    git(workspace, 'reset', '--quiet', '--hard', start);
    runJob(only('push', 'git apply'), 'only', { github, needs }, there);
  }

  test('pushes one commit', () => {
    push(() => write('packages/a-client/src/generated/a.ts', 'two\n'));
    const origin = join(folder, 'origin.git');
    expect(git(origin, 'log', '--format=%s', 'main..b')).toBe('Regenerate the clients');
    expect(git(origin, 'show', 'b:packages/a-client/src/generated/a.ts')).toBe('two');
  });

  test('pushes nothing when the patch is not the one that was made', () => {
    const other = (patch: string): string => sha256(`${patch}\n`);
    expect(() => push(() => write('packages/a-client/src/generated/a.ts', 'two\n'), other)).toThrow('FAILED');
    expect(git(join(folder, 'origin.git'), 'branch', '--list', 'b')).toBe('');
  });

  test.each([
    ['a source', 'packages/a-client/src/index.ts'],
    ['a workflow', '.github/workflows/ci.yml'],
    ['a folder of the same name elsewhere', 'packages/a-client/src/docs/a.md'],
  ])('pushes nothing when the patch has %s', (_, file) => {
    expect(() => push(() => write(file, 'two\n'))).toThrow('not generated');
    expect(git(join(folder, 'origin.git'), 'branch', '--list', 'b')).toBe('');
  });

  test.each([
    ['a link', () => symlinkSync('/etc/passwd', join(folder, 'workspace/packages/a-client/docs/link.md'))],
    ['a program', () => chmodSync(join(folder, 'workspace/packages/a-client/docs/a.md'), 0o755)],
  ])('pushes nothing when the patch makes %s', (_, change) => {
    expect(() => push(change)).toThrow('links or programs');
    expect(git(join(folder, 'origin.git'), 'branch', '--list', 'b')).toBe('');
  });
});

describe('the changeset check', () => {
  test.each([
    ['a pull request', { github: { base_ref: 'main' }, inputs: {} }, 'origin/main'],
    [
      'the dispatch after a push of a workflow',
      { github: { base_ref: '' }, inputs: { base: 'next' } },
      'origin/next',
    ],
  ])('runs for %s, against its base', (_, contexts, base) => {
    const checked = join(folder, 'checked');
    const instead = (command: string): string =>
      command.replace(/^npm run require-changeset --/, `echo >>'${checked}'`);
    runJob(ci, 'changeset', contexts, { ...runner(), instead });
    expect(readFileSync(checked, 'utf8')).toBe(`${base}\n`);
  });

  test('has no condition, as a skipped check counts as one that has passed', () => {
    expect(ci.jobs.changeset!.if).toBeUndefined();
    expect(ci.jobs.changeset!.steps.filter((step) => step.if !== undefined)).toEqual([]);
  });

  test('gets its base from every workflow that asks for CI after a push of its own', () => {
    for (const file of ['regenerate.yml', 'release.yml']) {
      const { jobs } = readWorkflow(join(root, '.github/workflows', file));
      const commands = Object.values(jobs).flatMap(({ steps = [] }) => steps.map(({ run = '' }) => run));
      const dispatches = commands.filter((command) => command.includes('gh workflow run ci.yml'));
      expect(dispatches).toHaveLength(1);
      expect(dispatches[0]).toMatch(/ --field "base=\$\w+"$/);
    }
  });
});

describe('the rehearsal itself', () => {
  const job = (steps: Workflow['jobs'][string]['steps']): Workflow => ({ jobs: { a: { steps } } });

  test('stops at the first step that fails, with what it printed', () => {
    const workflow = job([{ run: 'echo first\nfalse\necho never' }, { run: 'touch second' }]);
    expect(() => runJob(workflow, 'a', {}, runner())).toThrow(/first\n*$/);
    expect(existsSync(join(folder, 'workspace/second'))).toBe(false);
  });

  test('gives outputs of a step to later ones, and evaluates conditions as GitHub does', () => {
    const workflow: Workflow = {
      jobs: {
        a: {
          outputs: { given: '${{ steps.one.outputs.name }}' },
          steps: [
            { id: 'one', run: 'echo name=value >> "$GITHUB_OUTPUT"' },
            { if: "steps.one.outputs.name == 'value'", run: 'touch yes' },
            { if: "steps.one.outputs.other == 'value'", run: 'touch no' },
          ],
        },
      },
    };
    expect(runJob(workflow, 'a', {}, runner())).toEqual({ given: 'value' });
    expect([existsSync(join(folder, 'workspace/yes')), existsSync(join(folder, 'workspace/no'))]).toEqual([
      true,
      false,
    ]);
  });

  test('skips a job whose condition does not hold: nothing is pushed for a fork, or without a change', () => {
    const from = (repo: string, changed: string) => ({
      github: {
        event_name: 'pull_request',
        repository: 'acme/a',
        event: { pull_request: { head: { repo: { full_name: repo } } } },
      },
      needs: { regenerate: { outputs: { changed } } },
    });
    const condition = regenerate.jobs.push!.if;
    expect(holds(condition, from('acme/a', 'true'))).toBe(true);
    expect(holds(condition, from('stranger/a', 'true'))).toBe(false);
    expect(holds(condition, from('acme/a', ''))).toBe(false);
  });

  test('runs jobs after those that they need, with their outputs, and skips what needs a skipped one', () => {
    const echo = (text: string) => [{ run: `echo ${text} >> '${join(folder, 'ran')}'` }];
    const workflow: Workflow = {
      jobs: {
        last: {
          needs: ['first', 'other'],
          steps: echo('${TOLD}'),
          env: { TOLD: '${{ needs.first.outputs.told }}' },
        },
        skipped: { needs: 'first', if: "needs.first.outputs.told == 'no'", steps: echo('never') },
        after: { needs: ['skipped', 'first'], steps: echo('never') },
        other: { uses: './.github/workflows/ci.yml', steps: [] },
        first: {
          outputs: { told: '${{ steps.tell.outputs.told }}' },
          steps: [{ id: 'tell', run: 'echo told=yes >> "$GITHUB_OUTPUT"' }],
        },
      },
    };
    expect(runJobs(workflow, {}, runner)).toEqual({
      ...{ first: { told: 'yes' }, other: {}, last: {} },
      ...{ skipped: undefined, after: undefined },
    });
    expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe('yes\n');
  });

  test('an expression is text where it is filled in', () => {
    expect(
      filledIn("a ${{ github.head_ref || format('b/{0}', github.sha) }}", {
        github: { head_ref: '', sha: 'c' },
      }),
    ).toBe('a b/c');
  });
});
