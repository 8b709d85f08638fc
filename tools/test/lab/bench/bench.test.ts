import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureAuthSizes, measureBundles } from '../../../src/lab/bench/bytes.js';
import { benchCommand, type Section, sections } from '../../../src/lab/bench/command.js';
import {
  type Figure,
  type Measure,
  median,
  pairedRatios,
  quantile,
  ratio,
} from '../../../src/lab/bench/figures.js';
import { inTurns } from '../../../src/lab/bench/in-turns.js';
import { costsByTurns, meanOfLowerHalf } from '../../../src/lab/bench/process-cost.js';
import { runCommand } from '../../../src/shared/command.js';
import { listProviders, repositoryRoot } from '../../../src/shared/providers.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bench-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const fast: Figure = { name: 'speed/fast', value: 1, unit: 'ms', aim: 2 };
const slow: Figure = { name: 'speed/slow', value: 2.34567, unit: '×', aim: 2, note: 'in one run' };
const scale: Figure = { name: 'weight/scale', value: 1200, unit: 'B' };

/** The command, with two sections of known figures. */
async function bench(args: readonly string[], more: Record<string, Measure> = {}) {
  const measured: string[] = [];
  const section = (name: string, measure: Measure): Section => ({
    name,
    about: `measures ${name}`,
    load: async () => {
      measured.push(name);
      return measure;
    },
  });
  let out = '';
  let err = '';
  const known = [
    section('speed', async () => [fast, slow]),
    section('weight', async () => [scale]),
    ...Object.entries(more).map(([name, measure]) => section(name, measure)),
  ];
  const exitCode = await runCommand(benchCommand(known), args, {
    root,
    cwd: root,
    env: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { exitCode, out, err, measured };
}

test('without names every section is measured, and a missed aim is no failure', async () => {
  const { exitCode, out, measured } = await bench([]);
  expect({ exitCode, measured }).toEqual({ exitCode: 0, measured: ['speed', 'weight'] });
  expect(out).toBe(`
name          value  unit  aim  ok?
speed/fast        1  ms      2  yes
speed/slow    2.346  ×       2  no   in one run
weight/scale   1200  B
`);
});

test('only the named sections are measured', async () => {
  expect(await bench(['weight'])).toMatchObject({ exitCode: 0, measured: ['weight'] });
});

test('--json writes every figure in full, and an aim only where there is one', async () => {
  expect((await bench(['--json', 'figures.json'])).exitCode).toBe(0);
  expect(JSON.parse(readFileSync(join(root, 'figures.json'), 'utf8'))).toEqual({
    figures: [fast, slow, scale],
  });
});

test('a section that cannot be measured leads to exit code 1; the others are measured and written', async () => {
  const broken: Measure = () => Promise.reject(new Error('There is no Java on the PATH.'));
  const { exitCode, out, err } = await bench(['--json', 'figures.json'], { broken });
  expect(exitCode).toBe(1);
  expect(err).toContain('broken could not be measured: There is no Java on the PATH.\n');
  expect(out).toContain('weight/scale');
  expect(JSON.parse(readFileSync(join(root, 'figures.json'), 'utf8')).figures).toHaveLength(3);
});

test('a section has a work folder of its own, which is gone afterwards', async () => {
  let work = '';
  const curious: Measure = async (given) => {
    work = given.work;
    expect(readdirSync(work)).toEqual([]);
    return [];
  };
  expect((await bench(['curious'], { curious })).exitCode).toBe(0);
  expect(work.startsWith(join(root, 'node_modules'))).toBe(true);
  expect(existsSync(work)).toBe(false);
});

test.each([
  ['an unknown section', ['colour'], /^No such section: colour\. There are: speed, weight\.$/m],
  [
    'an unknown option',
    ['--fast'],
    /^Unknown option '--fast'.*\n`npm run bench -- --help` shows all options/,
  ],
  ['--json without a file', ['--json'], /^Option '--json <value>' argument missing/],
])('%s ends with exit code 2 and a sentence, and measures nothing', async (_what, args, message) => {
  const { exitCode, out, err, measured } = await bench(args);
  expect({ exitCode, out, measured }).toEqual({ exitCode: 2, out: '', measured: [] });
  expect(err).toMatch(message);
});

test.each(['--help', '-h'])('%s names the sections and measures nothing', async (flag) => {
  const { exitCode, out, measured } = await bench([flag]);
  expect({ exitCode, measured }).toEqual({ exitCode: 0, measured: [] });
  expect(out).toContain('speed   measures speed\n  weight  measures weight\n');
  expect(out).toContain('--json FILE');
});

test('every section of the real command loads', async () => {
  for (const { load } of sections) expect(typeof (await load())).toBe('function');
});

test('quantiles lie between the values, and ratios go pair by pair', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([10, 20], 0.25)).toBe(12.5);
  expect(pairedRatios([2, 9], [1, 3])).toEqual([2, 3]);
  expect(
    ratio(
      'a/b',
      [
        [2, 9, 4],
        [1, 3, 1],
      ],
      { aim: 2, note: 'of three' },
    ),
  ).toEqual({
    ...{ name: 'a/b', value: 3, unit: '×', aim: 2 },
    note: 'of three; half of 3 rounds within 2.500 to 3.500',
  });
});

test('variants take turns, and rounds to warm up do not count', async () => {
  const calls: string[] = [];
  const variant = (name: string) => () => void calls.push(name);
  const turns = { rounds: 3, warmUpRounds: 2, callsPerRound: 2 };
  const samples = await inTurns({ a: variant('a'), b: variant('b') }, turns);
  expect([samples.a.length, samples.b.length]).toEqual([3, 3]);
  const rounds = Array.from({ length: 5 }, (_, round) =>
    calls
      .slice(4 * round, 4 * round + 4)
      .sort()
      .join(''),
  );
  expect(rounds).toEqual(Array(5).fill('aabb'));
});

test('programs take turns, each first in every second round, and disturbed times do not count', () => {
  const order: string[] = [];
  const program = (name: string) => () => {
    order.push(name);
    return { wallMs: order.length, cpuMs: 10 * order.length };
  };
  const costs = costsByTurns({ a: program('a'), b: program('b') }, 2);
  expect(order.join('')).toBe('abba');
  expect(costs.a.map(({ wallMs }) => wallMs)).toEqual([1, 4]);
  expect(meanOfLowerHalf([...costs.a, ...costs.b])).toBe(15);
});

test('the bundle section weighs functions and the largest class of each client', async () => {
  const figures = await measureBundles({ root: repositoryRoot });
  for (const { value, aim } of figures) {
    expect(Number.isFinite(value)).toBe(true);
    expect(aim).toBeGreaterThan(0);
  }
  const bytes = (name: string): number => figures.find((figure) => figure.name === `bundle/${name}`)!.value;
  // A bundle that had lost the operation or the runtime would be a few hundred bytes.
  expect(bytes('getCustomer/plain')).toBeGreaterThan(500);
  expect(bytes('getCustomer/middleware')).toBeGreaterThan(bytes('getCustomer/plain'));
  const classes = figures.filter(({ unit }) => unit === 'B/op').map(({ name }) => name.split('/')[1]);
  expect(classes).toEqual((await listProviders(repositoryRoot)).map(({ name }) => name));
});

test('each entry of auth-helpers is weighed, whole and without what the entries share', async () => {
  const figures = await measureAuthSizes({ root: repositoryRoot });
  const manifest = join(repositoryRoot, 'packages', 'auth-helpers', 'package.json');
  const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { exports: object };
  const entries = Object.keys(exports).filter((subpath) => /^\.\/[a-z-]+$/.test(subpath));
  expect(entries).toContain('./commerce-connect');
  expect(figures.map(({ name }) => name)).toEqual([
    'auth/size/core/bundle',
    ...entries.flatMap((entry) => ['own', 'bundle'].map((what) => `auth/size${entry.slice(1)}/${what}`)),
  ]);
  const bytes = (name: string): number =>
    figures.find((figure) => figure.name === `auth/size/${name}`)!.value;
  expect(bytes('core/bundle')).toBeGreaterThan(1_000);
  // A bundle that had lost the entry would add nothing; the whole has what is shared as well.
  expect(bytes('commerce-connect/own')).toBeGreaterThan(500);
  expect(bytes('commerce-connect/bundle')).toBeGreaterThan(bytes('commerce-connect/own'));
});
