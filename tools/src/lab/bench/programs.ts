import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { turboBuild } from '../../shared/turbo-build.js';
import { type Bench, type Figure, median } from './figures.js';
import { orvalClients } from './orval.js';
import { type Cost, costOf, costsByTurns, least, meanOfLowerHalf } from './process-cost.js';

const client = '@acme/finicity-client';
const importRuns = 60;
const importAimMs = 10;
const typesRuns = 40;
const typesAim = 0.6;

/**
 * Measures how much longer a Node process lives that imports the built Finicity client than one that imports nothing.
 * Builds the client first, where its sources have changed.
 */
export async function measureImport({ root, work, env }: Bench): Promise<Figure[]> {
  turboBuild(root, env, client);
  const program = (name: string, text: string): (() => Cost) => {
    writeFileSync(join(work, name), text);
    return () => costOf([name], work, env);
  };
  const { empty, full } = costsByTurns(
    { empty: program('empty.mjs', ''), full: program('full.mjs', `await import('${client}');\n`) },
    importRuns,
  );
  const wall = (costs: readonly Cost[]): number => median(costs.map(({ wallMs }) => wallMs));
  const note = `above an empty process, ${importRuns} runs each`;
  const aim = { unit: 'ms', aim: importAimMs };
  return [
    { name: 'import/finicity-client/wall', value: wall(full) - wall(empty), ...aim, note: `${note}; median` },
    {
      ...{
        name: 'import/finicity-client/cpu',
        value: meanOfLowerHalf(full) - meanOfLowerHalf(empty),
        ...aim,
      },
      note: `${note}; mean of the lower half`,
    },
    { name: 'import/empty/wall', value: wall(empty), unit: 'ms' },
    { name: 'import/empty/cpu', value: meanOfLowerHalf(empty), unit: 'ms' },
  ];
}

/** The same for all programs. orval's client needs the DOM library, so the empty file pays for it, too. */
const compilerOptions = {
  ...{
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  },
  ...{ types: [], strict: true, noEmit: true, skipLibCheck: true },
};

/**
 * Measures what tsc (the root's, without incremental state) takes for a file that imports the whole Finicity client,
 * above an empty file, beside the client that orval makes of the same description.
 *
 * - `source`: ours from its TypeScript sources and the runtime's, as orval's client is source, too
 * - `published`: ours as users have it, from the declarations in the packages
 */
export async function measureTypes(bench: Bench): Promise<Figure[]> {
  const { root, work, env } = bench;
  turboBuild(root, env, client);
  const clients = join(work, 'clients');
  const specs = new Map([['finicity', join(root, 'specs', 'finicity.yaml')]]);
  costOf(orvalClients(bench, specs, clients), work, env);
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const program = (name: string, imported?: string, paths?: object): (() => Cost) => {
    const folder = join(work, name);
    mkdirSync(folder);
    const text = imported === undefined ? 'export {};\n' : `export * as client from '${imported}';\n`;
    writeFileSync(join(folder, 'main.ts'), text);
    const options = { ...compilerOptions, ...(paths !== undefined && { paths }) };
    const project = { compilerOptions: options, files: ['main.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
    return () => costOf([compiler, '-p', folder], work, env);
  };
  const sources = {
    '@acme/*': ['src', 'src/generated'].map((folder) => join(root, 'packages/*', folder, 'index.ts')),
  };
  const costs = costsByTurns(
    {
      empty: program('empty'),
      source: program('source', client, sources),
      published: program('published', client),
      orval: program('orval', '../clients/finicity'),
    },
    typesRuns,
  );
  const wall = (of: readonly Cost[]): number => least(of, 'wallMs');
  const aboveEmpty = (by: (of: readonly Cost[]) => number, name: 'source' | 'published'): number =>
    (by(costs[name]) - by(costs.empty)) / (by(costs.orval) - by(costs.empty));
  return [
    ...(['source', 'published'] as const).flatMap((name) => [
      // Without an aim: what is above the empty file is less than what a busy machine adds.
      { name: `types/${name}-vs-orval/wall`, value: aboveEmpty(wall, name), unit: '×' },
      {
        name: `types/${name}-vs-orval/cpu`,
        value: aboveEmpty(meanOfLowerHalf, name),
        unit: '×',
        aim: typesAim,
      },
    ]),
    ...Object.entries(costs).map(([name, of]) => ({
      ...{ name: `types/${name}`, value: wall(of), unit: 'ms' },
      note: `median ${median(of.map(({ wallMs }) => wallMs)).toFixed(0)} ms, processor ${meanOfLowerHalf(of).toFixed(0)} ms`,
    })),
  ];
}
