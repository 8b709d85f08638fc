import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as sandbox from '@acme/provider-sandbox';
import { chapterOf } from '../../src/examples/chapter.js';
import { listProviders, repositoryRoot } from '../../src/shared/providers.js';

interface Run {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
  /** Of the child, which leads a group of its own. */
  readonly pid: number;
}

// The compiler that tsx starts ends with it, and stays a zombie until process 1 takes note, which may be never.
const ended = new Set(['Z', 'X']);

let run: Run;
beforeAll(async () => {
  run = await quickstart();
});

test('all steps behave, and it ends with exit code 0 and nothing on stderr but what it builds', () => {
  expect(run).toMatchObject({ exitCode: 0, err: expect.stringMatching(/^Building .*\n$/) });
  expect(run.out).toMatch(/^All \d+ steps behaved as they must\./m);
});

test('each program has its chapter, and each of its steps is told with its code, where that is, and what happened', () => {
  const programs = readdirSync(join(repositoryRoot, 'examples'));
  for (const name of programs) {
    const source = readFileSync(join(repositoryRoot, 'examples', name), 'utf8');
    const { title, steps } = chapterOf(source);
    expect(run.out).toContain(`\n${title}\n     const `);
    expect(steps.length).toBeGreaterThan(2);
    for (const { headline, line, code } of steps) {
      const printed = code.map((text) => (text === '' ? '\n' : `     ${text}\n`)).join('');
      const told = `\n${headline}\n${printed}     (examples/${name}:${line})\n   `;
      expect(run.out).toContain(told);
      expect(run.out.split(told)[1]).toMatch(/^\S.{20,}\./);
    }
  }
});

test('each program is named after a provider', async () => {
  const programs = readdirSync(join(repositoryRoot, 'examples')).map((name) => name.replace('.ts', ''));
  const names = (await listProviders(repositoryRoot)).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(programs));
});

/** The texts in `value` below a member that is called like a secret. */
function secretsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return /key$|^iv$|secret|password/i.test(name) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) => secretsIn(inner, member));
}

test('no secret is printed, made up as they are', () => {
  const credentials = Object.entries(sandbox).filter(([name]) => name.includes('_TEST_'));
  const secrets = credentials.flatMap(([, value]) => secretsIn(value));
  expect(secrets.length).toBeGreaterThan(6);
  expect([...secrets, 'PRIVATE KEY'].filter((secret) => run.out.includes(secret))).toEqual([]);
});

test('it leaves no process behind', async () => {
  for (let tries = 0; tries < 50 && running(run.pid).length > 0; tries += 1) await sleep(20);
  expect(running(run.pid)).toEqual([]);
});

/** As a newcomer does it. */
function quickstart(): Promise<Run> {
  const child = spawn('npm', ['run', '--silent', '--loglevel=error', 'quickstart'], {
    ...{ cwd: repositoryRoot, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text.out += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    text.err += piece;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ ...text, exitCode, pid: child.pid! });
    });
  });
}

/** What still runs of a process group; by name where the system tells. */
function running(group: number): string[] {
  try {
    process.kill(-group, 0);
  } catch {
    return [];
  }
  if (!existsSync('/proc/self/stat')) return ['a process'];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => / \((.*)\) (\S) \d+ (\d+) /s.exec(processStat(pid)))
    .filter((stat) => stat !== null)
    .filter(([, , state, itsGroup]) => Number(itsGroup) === group && !ended.has(state!))
    .map(([, name]) => name!);
}

/** Process id, name, state, parent, group, … (proc(5)). Empty when it has gone meanwhile. */
function processStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
