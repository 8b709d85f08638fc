import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';
import { wallClockProblems } from './wall-clock.js';

/*
 * A test that fails because the machine is busy says nothing about the code. So no test asserts how much real time
 * something takes, gives up before a minute has passed, or waits for seconds: it stops the clock, waits for an event,
 * or counts.
 */

/** The files that may look at the time of day, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'packages/auth-helpers/test/redis/lockout.test.ts':
    'a Redis is stopped for a second, and no rule waits for that',
  'packages/fetch-runtime/test/clock.ts': 'gives up what hangs after a minute',
  'packages/fetch-runtime/test/call/limits.test.ts': 'its clock is stopped',
  'packages/fetch-runtime/test/call/timeout.test.ts': 'its clock is stopped',
  'tools/test/workerd/requests.test.ts': 'workerd keeps a clock of its own, which no test can move',
};

function sourcesOf(place: string): string[] {
  if (!existsSync(join(repositoryRoot, place))) return [];
  return readdirSync(join(repositoryRoot, place), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => `${place}/${name.replaceAll('\\', '/')}`);
}

const packages = readdirSync(join(repositoryRoot, 'packages')).map((name) => `packages/${name}`);
const sources = [
  ...packages.flatMap((name) => [...sourcesOf(`${name}/test`), ...sourcesOf(`${name}/src/testing`)]),
  ...['tools/test', 'tools/jest'].flatMap(sourcesOf),
  ...[...packages, 'tools'].map((name) => `${name}/jest.config.mjs`),
];

function problemsOf(path: string): string[] {
  return wallClockProblems(readFileSync(join(repositoryRoot, path), 'utf8'), path);
}

test('no test asserts how long something takes, gives up before a minute has passed, or waits for seconds', () => {
  expect(sources.length).toBeGreaterThan(300);
  const checked = sources.filter((path) => exceptions[path] === undefined);
  expect(checked.flatMap((path) => problemsOf(path).map((problem) => `${path}, ${problem}`))).toEqual([]);
});

test.each([
  'expect(performance.now() - startedAt).toBeLessThan(2_000);',
  'const tookMs = Date.now() - startedAt;',
  'const hanging = process.hrtime.bigint() - startedAt > 5n;',
  'while (performance.now() - startMs < 2_000) await turn();',
  'const giveUpMs = Date.now() + 2_000;',
  'const giveUpMs = performance.now() + 5 * 1_000;',
  'expect(tookMs).toBeLessThan(50);',
  'expect(run.elapsedMs).toBeGreaterThanOrEqual(20);',
  "test('a', () => undefined, 5_000);",
  "test.each([1])('a', () => undefined, 30_000);",
  'test.each`a`("a", () => undefined, 30 * 1_000);',
  'beforeAll(() => undefined, 10_000);',
  'jest.setTimeout(30_000);',
  'export default { testTimeout: 5_000 };',
  'await passed(2_500);',
  'await new Promise((resolve) => setTimeout(resolve, 2 * lockMs + 1_000, 5_000));',
  'const signal = AbortSignal.timeout(2_000);',
])('%s is found', (text) => {
  expect(wallClockProblems(text)).toHaveLength(1);
});

test.each([
  'const issuedAtMs = Date.now() - 3_600_000;',
  'const expiresAtMs = Date.now() + hour;',
  'const hungAtMs = Date.now() + 60_000;',
  'expect(cpuMs() - beganMs).toBeLessThan(4_000);',
  "test('a', () => undefined, 600_000);",
  'await passed(50);',
  'const signal = AbortSignal.timeout(30);',
  'export default { testTimeout: 120_000 };',
])('%s is fine', (text) => {
  expect(wallClockProblems(text)).toEqual([]);
});
