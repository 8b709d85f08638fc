import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readPin } from '../../generate/render/openapi-generator/pin.js';
import { copyRepository } from '../../shared/copy-repository.js';
import { listProviders } from '../../shared/providers.js';
import type { Bench, Figure } from './figures.js';
import { orvalClients } from './orval.js';
import { type Cost, costOf, costsByTurns, least } from './process-cost.js';

const rounds = 5;

/** A description that many operations and schemas are made from. */
const changedSpec = 'finicity';

/** What generate reads and writes. */
const copied = ['specs', 'tools', 'packages', 'openapitools.json', 'package.json'];

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
  const providers = await listProviders(root);
  const orval = orvalClients(
    bench,
    new Map(providers.map(({ name, spec }) => [name, spec])),
    join(work, 'orval'),
  );
  const copy = mkdtempSync(join(tmpdir(), 'acme-bench-'));
  try {
    copyRepository(root, copy, copied);
    const command = [join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), 'tools/src/generate/cli.ts'];
    const generate = (...args: string[]): Cost =>
      costOf([...command, ...args], copy, { ...env, OPENAPI_GENERATOR_JAR: jar });
    const changed = (): Cost => {
      appendFileSync(join(copy, 'specs', `${changedSpec}.yaml`), '# changed\n');
      return generate();
    };
    const stock = stockRun(bench, jar);
    const first = generate('--force');
    const costs = costsByTurns(
      {
        cold: () => generate('--force'),
        orval: () => costOf(orval, work, env),
        stock,
        unchanged: () => generate(),
        changed,
      },
      rounds,
      say,
    );
    const ratio = (name: string, of: keyof Cost, theirs: 'stock' | 'orval', aim?: number): Figure => {
      const value = least(costs.cold, of) / least(costs[theirs], of);
      return { name: `generate/${name}`, value, unit: '×', ...(aim !== undefined && { aim }) };
    };
    return [
      ratio('cold-cpu-vs-stock', 'cpuMs', 'stock', 0.4),
      ratio('cold-wall-vs-stock', 'wallMs', 'stock'),
      ratio('cold-wall-vs-orval', 'wallMs', 'orval', 1.4),
      ratio('cold-cpu-vs-orval', 'cpuMs', 'orval'),
      ...seconds('first', [first], 'cold, and nothing cached of the JVM'),
      ...seconds('cold', costs.cold, `all ${providers.length} clients, --force`),
      ...seconds('one-changed', costs.changed, `specs/${changedSpec}.yaml`),
      ...seconds('nothing-changed', costs.unchanged),
      ...seconds('stock', costs.stock, 'openapi-generator-cli generate'),
      ...seconds('orval', costs.orval),
    ];
  } finally {
    rmSync(copy, { recursive: true, force: true });
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
function stockRun({ root, work, env }: Bench, jar: string): () => Cost {
  const folder = join(work, 'stock');
  const storageDir = join(folder, 'jars');
  const { version } = readPin(root);
  mkdirSync(storageDir, { recursive: true });
  symlinkSync(jar, join(storageDir, `${version}.jar`));
  const glob = join(root, 'specs', '*.yaml');
  const all = { generatorName: 'typescript-fetch', glob, output: '#{cwd}/out/#{name}' };
  const settings = { 'generator-cli': { version, storageDir, generators: { all } } };
  writeFileSync(join(folder, 'openapitools.json'), JSON.stringify(settings));
  const wrapper = join(root, 'node_modules', '@openapitools', 'openapi-generator-cli', 'main.js');
  return () => costOf([wrapper, 'generate'], folder, env);
}

function seconds(name: string, costs: readonly Cost[], what?: string): Figure[] {
  return (['wallMs', 'cpuMs'] as const).map((of) => {
    const slowest = Math.max(...costs.map((cost) => cost[of])) / 1000;
    const spread = costs.length > 1 ? `slowest of ${costs.length} runs ${slowest.toFixed(2)} s` : undefined;
    const note = [what, spread].filter((part) => part !== undefined).join('; ');
    const figure = `generate/${name}/${of === 'wallMs' ? 'wall' : 'cpu'}`;
    return { name: figure, value: least(costs, of) / 1000, unit: 's', note };
  });
}
