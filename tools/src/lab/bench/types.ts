import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './built.js';
import { type Cost, costOf } from './child.js';
import type { Bench, Figure } from './figures.js';
import { ensureOrval, orvalConfig } from './orval.js';
import { meanOfLowerHalf, median } from './statistics.js';

const runs = 40;
const aim = 0.6;

/** The same for all programs. orval's client needs the DOM library, so the empty file pays for it, too. */
const compilerOptions = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'Bundler',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

const programs = ['empty', 'source', 'published', 'orval'] as const;
type Program = (typeof programs)[number];

/**
 * Measures what tsc (the root's, without incremental state) takes for a file that imports the whole Finicity client,
 * above an empty file, beside the client that orval makes of the same description.
 *
 * - `source`: ours from its TypeScript sources and the runtime's, as orval's client is source, too
 * - `published`: ours as users have it, from the declarations in the packages
 *
 * By turns; the fastest run counts, and of processor time, which is counted in steps of 10 ms, the mean of the lower half.
 */
export async function measureTypes(bench: Bench): Promise<Figure[]> {
  const { root, work, env } = bench;
  const orval = ensureOrval(bench);
  ensureBuilt(bench, '@acme/finicity-client');
  const specs = new Map([['finicity', join(root, 'specs', 'finicity.yaml')]]);
  const config = orvalConfig(work, specs, join(work, 'clients'));
  await costOf(process.execPath, [orval, '--config', config], { cwd: work, env });
  const sources = { '@acme/*': [join(root, 'packages', '*', 'src', 'index.ts')] };
  const projects: Record<Program, string> = {
    empty: project(work, 'empty', 'export {};\n'),
    source: project(work, 'source', importAll('@acme/finicity-client'), sources),
    published: project(work, 'published', importAll('@acme/finicity-client')),
    orval: project(work, 'orval', importAll('../clients/finicity')),
  };
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const costs: Record<Program, Cost[]> = { empty: [], source: [], published: [], orval: [] };
  for (let run = 0; run < runs; run += 1) {
    for (const name of programs) {
      costs[name].push(await costOf(process.execPath, [compiler, '-p', projects[name]], { cwd: work, env }));
    }
  }
  const wall = (name: Program): number => Math.min(...costs[name].map(({ wallMs }) => wallMs));
  const cpu = (name: Program): number => meanOfLowerHalf(costs[name].map(({ cpuMs }) => cpuMs));
  return [
    ...(['source', 'published'] as const).flatMap((name) => [
      // Without an aim: what is above the empty file is less than what a busy machine adds.
      { name: `types/${name}-vs-orval/wall`, value: aboveEmpty(wall, name), unit: '×' },
      { name: `types/${name}-vs-orval/cpu`, value: aboveEmpty(cpu, name), unit: '×', aim },
    ]),
    ...programs.map((name) => ({
      name: `types/${name}`,
      value: wall(name),
      unit: 'ms',
      note: `median ${median(costs[name].map(({ wallMs }) => wallMs)).toFixed(0)} ms, processor ${cpu(name).toFixed(0)} ms`,
    })),
  ];
}

function aboveEmpty(of: (name: Program) => number, name: Program): number {
  return (of(name) - of('empty')) / (of('orval') - of('empty'));
}

function importAll(client: string): string {
  return `import * as client from '${client}';\nexport default client;\n`;
}

/** Writes a program of one file. @returns the path of its `tsconfig.json`. */
function project(work: string, name: Program, text: string, paths?: Record<string, string[]>): string {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.ts'), text);
  const file = join(folder, 'tsconfig.json');
  const options = paths === undefined ? compilerOptions : { ...compilerOptions, paths };
  writeFileSync(file, JSON.stringify({ compilerOptions: options, files: ['main.ts'] }));
  return file;
}
