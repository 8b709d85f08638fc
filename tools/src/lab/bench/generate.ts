import { appendFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readPin } from '../../generate/generator/pin.js';
import { listProviders } from '../../providers.js';
import { type Cost, costOf } from './child.js';
import type { Bench, Figure } from './figures.js';
import { copyRepository } from './generate-copy.js';
import { ensureOrval, orvalConfig } from './orval.js';

const rounds = 5;

/** A description that many operations and schemas are made from. */
const changedSpec = 'finicity';

/**
 * Measures `npm run generate` in a copy of the repository, beside two tools that make typed fetch clients of the same
 * descriptions: the stock npm wrapper of openapi-generator (typescript-fetch, its defaults, all descriptions in one
 * call, as it is quickest) and orval (its fetch client). By turns; the fastest run of each counts, as the least disturbed.
 * Each is started as a program, without npm.
 *
 * @throws Error when the generator's jar is not there: the measurement fetches nothing but orval.
 */
export async function measureGenerate(bench: Bench): Promise<Figure[]> {
  const { root, work, env, say } = bench;
  const jar = jarOf(root, env);
  const orval = ensureOrval(bench);
  const providers = await listProviders(root);
  const specs = new Map(providers.map(({ name, spec }) => [name, spec]));
  const copy = await copyRepository(root);
  try {
    const options = { cwd: copy.root, env: { ...env, OPENAPI_GENERATOR_JAR: jar } };
    const command = [join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), 'tools/src/generate/cli.ts'];
    const generate = (...args: string[]): Promise<Cost> =>
      costOf(process.execPath, [...command, ...args], options);
    const stock = stockRun(bench, jar);
    const config = orvalConfig(work, specs, join(work, 'orval'));
    const costs = { cold: [] as Cost[], changed: [] as Cost[], unchanged: [] as Cost[] };
    const others = { stock: [] as Cost[], orval: [] as Cost[] };
    const first = await generate('--force');
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1} of ${rounds}`);
      costs.cold.push(await generate('--force'));
      others.orval.push(await costOf(process.execPath, [orval, '--config', config], { cwd: work, env }));
      others.stock.push(await stock());
      costs.unchanged.push(await generate());
      appendFileSync(join(copy.root, 'specs', `${changedSpec}.yaml`), `# ${round}\n`);
      costs.changed.push(await generate());
    }
    return [
      ratio('cold-cpu-vs-stock', 'cpuMs', costs.cold, others.stock, 0.4),
      ratio('cold-wall-vs-stock', 'wallMs', costs.cold, others.stock),
      ratio('cold-wall-vs-orval', 'wallMs', costs.cold, others.orval, 1.4),
      ratio('cold-cpu-vs-orval', 'cpuMs', costs.cold, others.orval),
      ...seconds('first', [first], 'cold, and nothing cached of the JVM'),
      ...seconds('cold', costs.cold, `all ${providers.length} clients, --force`),
      ...seconds('one-changed', costs.changed, `specs/${changedSpec}.yaml`),
      ...seconds('nothing-changed', costs.unchanged),
      ...seconds('stock', others.stock, 'openapi-generator-cli generate'),
      ...seconds('orval', others.orval),
    ];
  } finally {
    copy.remove();
  }
}

function jarOf(root: string, env: NodeJS.ProcessEnv): string {
  const named = env.OPENAPI_GENERATOR_JAR;
  const jar = named !== undefined && named !== '' ? resolve(named) : readPin(root).jar;
  if (!existsSync(jar))
    throw new Error('The generator is not there yet: `npm run generate -- --force` fetches it.');
  return jar;
}

/** The wrapper reads its settings from its working folder, and takes a jar that is already where it would put it. */
function stockRun({ root, work, env }: Bench, jar: string): () => Promise<Cost> {
  const folder = join(work, 'stock');
  const storageDir = join(folder, 'jars');
  const { version } = readPin(root);
  mkdirSync(storageDir, { recursive: true });
  symlinkSync(jar, join(storageDir, `${version}.jar`));
  const glob = join(root, 'specs', '*.yaml');
  const all = { generatorName: 'typescript-fetch', glob, output: '#{cwd}/out/#{name}' };
  writeFileSync(
    join(folder, 'openapitools.json'),
    JSON.stringify({ 'generator-cli': { version, storageDir, generators: { all } } }),
  );
  const wrapper = join(root, 'node_modules', '@openapitools', 'openapi-generator-cli', 'main.js');
  return () => costOf(process.execPath, [wrapper, 'generate'], { cwd: folder, env });
}

function ratio(
  name: string,
  of: keyof Cost,
  ours: readonly Cost[],
  theirs: readonly Cost[],
  aim?: number,
): Figure {
  const value = least(ours, of) / least(theirs, of);
  return { name: `generate/${name}`, value, unit: '×', ...(aim !== undefined && { aim }) };
}

function seconds(name: string, costs: readonly Cost[], what?: string): Figure[] {
  return (['wallMs', 'cpuMs'] as const).map((of) => {
    const slowest = Math.max(...costs.map((cost) => cost[of])) / 1000;
    const spread = costs.length > 1 ? [`slowest of ${costs.length} runs ${slowest.toFixed(2)} s`] : [];
    const note = [...(what === undefined ? [] : [what]), ...spread].join('; ');
    const figure = `generate/${name}/${of === 'wallMs' ? 'wall' : 'cpu'}`;
    return { name: figure, value: least(costs, of) / 1000, unit: 's', note };
  });
}

function least(costs: readonly Cost[], of: keyof Cost): number {
  return Math.min(...costs.map((cost) => cost[of]));
}
