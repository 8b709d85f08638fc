import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './built.js';
import { type Cost, costOf } from './child.js';
import type { Bench, Figure } from './figures.js';
import { meanOfLowerHalf, median } from './statistics.js';

const runs = 60;
const aim = 10;
const client = '@acme/finicity-client';

/**
 * Measures how much longer a Node process lives that imports the built Finicity client than one that imports
 * nothing, by turns: on the clock, and in processor time, which a busy machine disturbs less (it is counted in steps
 * of 10 ms, hence a mean). Builds the client first, where its sources have changed.
 */
export async function measureImport(bench: Bench): Promise<Figure[]> {
  const { work, env } = bench;
  ensureBuilt(bench, client);
  const files = { empty: join(work, 'empty.mjs'), client: join(work, 'client.mjs') };
  writeFileSync(files.empty, '');
  writeFileSync(files.client, `await import('${client}');\n`);
  const samples = { empty: [] as Cost[], client: [] as Cost[] };
  for (let run = 0; run < runs; run += 1) {
    for (const name of run % 2 === 0 ? (['empty', 'client'] as const) : (['client', 'empty'] as const)) {
      samples[name].push(await costOf(process.execPath, [files[name]], { cwd: work, env }));
    }
  }
  const wall = (name: keyof typeof samples): number => median(samples[name].map(({ wallMs }) => wallMs));
  const cpu = (name: keyof typeof samples): number =>
    meanOfLowerHalf(samples[name].map(({ cpuMs }) => cpuMs));
  const note = `above an empty process, ${runs} runs each`;
  return [
    {
      name: 'import/finicity-client/wall',
      value: wall('client') - wall('empty'),
      unit: 'ms',
      aim,
      note: `${note}; median`,
    },
    {
      name: 'import/finicity-client/cpu',
      value: cpu('client') - cpu('empty'),
      unit: 'ms',
      aim,
      note: `${note}; mean of the lower half`,
    },
    { name: 'import/empty/wall', value: wall('empty'), unit: 'ms' },
    { name: 'import/empty/cpu', value: cpu('empty'), unit: 'ms' },
  ];
}
