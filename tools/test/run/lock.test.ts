import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../src/generate/run/lock.js';
import { SetupError } from '../../src/shared/failure.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-test-'));
  file = join(folder, 'cache', 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const silent = () => {};
const since = '2026-01-02T03:04:05.678Z';
const hold = (pid: number, host = hostname()) => {
  rmSync(join(folder, 'cache'), { recursive: true, force: true });
  return takeLock(file, { say: silent }).then(() =>
    writeFileSync(file, JSON.stringify({ pid, host, since })),
  );
};

test('a lock is held until it is released', async () => {
  const release = await takeLock(file, { say: silent });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
  release();
  expect(existsSync(file)).toBe(false);
});

test('a second run waits for the first, and says for whom', async () => {
  const release = await takeLock(file, { say: silent });
  const said: string[] = [];
  const second = takeLock(file, { pollMs: 1, say: (line) => said.push(line) });
  while (said.length === 0) await new Promise(setImmediate);
  expect(said[0]).toMatch(
    new RegExp(`^waiting: process ${process.pid} on .* is generating in this repository$`),
  );
  release();
  (await second)();
  expect(said).toHaveLength(1);
});

test('a second run gives up after its time, naming the holder and the way out', async () => {
  await hold(process.ppid);
  const failure = await takeLock(file, { waitMs: 5, pollMs: 1, say: silent }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(SetupError);
  expect(failure).toMatchObject({ code: 'locked' });
  expect((failure as SetupError).message).toMatch(
    new RegExp(
      `^Process ${process.ppid} on .* \\(since ${since}\\) is generating in this repository\\. .*delete node_modules`,
    ),
  );
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.ppid });
});

test('the lock of a process that is no more is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await hold(pid);
  const release = await takeLock(file, { waitMs: 0, say: silent });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  expect(readdirSync(join(folder, 'cache'))).toEqual(['lock']);
  release();
});

test('the lock of another machine is never judged dead', async () => {
  await hold(99_999_999, 'another-machine');
  await expect(takeLock(file, { waitMs: 0, say: silent })).rejects.toThrow(
    'Process 99999999 on another-machine',
  );
});

test('an empty lock is one being made, unless it is old', async () => {
  await hold(1);
  writeFileSync(file, '');
  await expect(takeLock(file, { waitMs: 0, say: silent })).rejects.toThrow('Another process is generating');
  utimesSync(file, 0, 0);
  (await takeLock(file, { waitMs: 0, say: silent }))();
});

test('of many that find a dead lock, one at a time gets it', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await hold(pid);
  let holders = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const release = await takeLock(file, { pollMs: 1, say: silent });
      most = Math.max(most, ++holders);
      await new Promise(setImmediate);
      holders--;
      release();
    }),
  );
  expect(most).toBe(1);
});

test('releasing leaves alone a lock that somebody else has taken since', async () => {
  const release = await takeLock(file, { say: silent });
  writeFileSync(file, JSON.stringify({ pid: process.ppid, host: hostname(), since }));
  release();
  expect(existsSync(file)).toBe(true);
});
