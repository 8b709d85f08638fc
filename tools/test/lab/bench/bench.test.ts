import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBundles } from '../../../src/lab/bench/bundle.js';
import { benchCommand, type Surroundings } from '../../../src/lab/bench/command.js';
import type { Figure, Measure } from '../../../src/lab/bench/figures.js';
import { sections } from '../../../src/lab/bench/sections.js';
import { median, pairedRatios, quantile } from '../../../src/lab/bench/statistics.js';
import { repositoryRoot } from '../../../src/providers.js';

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
  const section = (name: string, measure: Measure): [string, Surroundings['sections'][string]] => [
    name,
    {
      about: `measures ${name}`,
      load: async () => {
        measured.push(name);
        return measure;
      },
    },
  ];
  let out = '';
  let err = '';
  const exitCode = await benchCommand(args, {
    root,
    cwd: root,
    env: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    sections: Object.fromEntries([
      section('speed', async () => [fast, slow]),
      section('weight', async () => [scale]),
      ...Object.entries(more).map(([name, measure]) => section(name, measure)),
    ]),
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
  ['an unknown option', ['--fast'], /^Unknown option '--fast'.*\n`npm run bench -- --help` shows/],
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
  for (const { load } of Object.values(sections)) expect(typeof (await load())).toBe('function');
});

test('quantiles lie between the values, and ratios go pair by pair', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([10, 20], 0.25)).toBe(12.5);
  expect(pairedRatios([2, 9], [1, 3])).toEqual([2, 3]);
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
  expect(classes).toEqual(['commerce-connect', 'finicity', 'mailinabox', 'plo']);
});
