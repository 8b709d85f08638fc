import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMMERCE_CONNECT_TEST_MERCHANT } from '@acme/provider-sandbox/commerce-connect';
import { FINICITY_TEST_CREDENTIALS } from '@acme/provider-sandbox/finicity';
import { MAILINABOX_TEST_ACCOUNTS } from '@acme/provider-sandbox/mailinabox';
import { PLO_TEST_INSTITUTION } from '@acme/provider-sandbox/plo';
import { repositoryRoot } from '../../src/providers.js';

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
  expect(run.out).toMatch(/^All 15 steps behaved as they must, in \d+\.\d s\./m);
});

test('the walk takes less than 10 seconds, by its own account', () => {
  const seconds = Number(/ in (\d+\.\d) s\./.exec(run.out)?.[1]);
  expect(seconds).toBeLessThan(10);
});

test('each of the four providers has its chapter, and each step its headline', () => {
  expect(run.out.match(/^(\d+\. )?[A-Z].*$/gm)?.filter((line) => /^(\d|[^.]+: [^.]+$)/.test(line))).toEqual([
    'Finicity: a token that lives for two hours',
    '1. Ten calls at once: the first one logs in for all',
    '2. Two hours pass, and the token is too old',
    '3. Half an hour later the vendor ends the token early, and does not say so',
    '4. A wrong secret: five failures would lock the account',
    'Mail-in-a-Box: a session that a restart ends',
    '5. List the mail users: the helper logs in with the password',
    '6. The daemon restarts under twenty calls, and forgets all sessions',
    '7. A wrong password: the box answers 200, as if it were well',
    'Commerce Connect: encrypted payments',
    '8. Order a payment: encrypted and signed before it leaves',
    '9. The customer pays, and the browser brings back the result, encrypted',
    '10. The connection is cut after a payment was sent, before its answer',
    '11. Find out what became of that payment',
    '12. A wrong key: the gateway says so inside HTTP 200',
    'Personalized Offers: signed calls for a cardholder',
    '13. Offers of a cardholder: one session, and every request signed',
    '14. The vendor drops the session',
    '15. The next call gets a new session',
  ]);
});

test('the place of a step is where its code stands, line for line', () => {
  const steps = [...run.out.matchAll(/^\d+\. .*\n((?: {5}(?!\().*\n)+) {5}\((\S+):(\d+)\)$/gm)];
  expect(steps).toHaveLength(15);
  for (const [, code = '', file = '', line = ''] of steps) {
    const source = readFileSync(join(repositoryRoot, file), 'utf8')
      .split('\n')
      .slice(Number(line) - 1);
    for (const [index, printed] of code.trimEnd().split('\n').entries()) {
      expect(source[index]).toContain(printed.trim());
    }
  }
});

test('no secret is printed, made up as they are', () => {
  const { key, iv } = COMMERCE_CONNECT_TEST_MERCHANT;
  const secrets = [
    ...[key, iv, PLO_TEST_INSTITUTION.key, PLO_TEST_INSTITUTION.iv],
    ...[FINICITY_TEST_CREDENTIALS.partnerSecret, FINICITY_TEST_CREDENTIALS.appKey],
    MAILINABOX_TEST_ACCOUNTS.administrator.password,
    'PRIVATE KEY',
  ];
  expect(secrets.filter((secret) => run.out.includes(secret))).toEqual([]);
});

test('it leaves neither a process nor a port that listens', async () => {
  for (let tries = 0; tries < 50 && running(run.pid).length > 0; tries += 1) await sleep(20);
  expect(running(run.pid)).toEqual([]);
  const port = Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(run.out)?.[1]);
  expect(await connectionError(port)).toBe('ECONNREFUSED');
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

function connectionError(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
}
