import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundleText } from './bundle-source.js';
import type { Samples } from './calls-process.js';
import type { Bench, Figure } from './figures.js';
import { median, pairedRatios, quantile } from './statistics.js';

const entry = `
export { usertokenGet } from '@acme/plo-client/apis/UserTokenApi';
export { createToken } from '@acme/finicity-client/apis/AuthenticationApi';
export { getCustomers } from '@acme/finicity-client/apis/CustomersApi';
`;

const noTimeoutAims: Readonly<Record<string, number>> = { get: 1.08, post: 1.08, list: 1.03 };
const timeoutAim = 1.3;

/**
 * Measures generated functions, with plain objects as configuration, over a stubbed fetch, beside what one would write by hand without a client:
 * `fetch`, `text()`, `JSON.parse`. Both sides build the URL and the body at every call.
 *
 * One Node process runs the variants by turns, in short rounds, and counts processor time, which other processes
 * disturb less than time on the clock. A ratio is the median over the rounds of the variant's time by the bare one's
 * of the same round, so that a slow moment of the machine hits both.
 *
 * @throws Error when a generated function does not send and answer what the bare call does. (The headers differ:
 *   an operation accepts what its description says.)
 */
export async function measureCalls({ root, work, env }: Bench): Promise<Figure[]> {
  const module = join(work, 'clients.mjs');
  await writeFile(module, await bundleText(root, entry, false));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      import.meta.resolve('tsx'),
      fileURLToPath(new URL('calls-process.ts', import.meta.url)),
      pathToFileURL(module).href,
    ],
    { env, cwd: root, maxBuffer: 1 << 26 },
  );
  const samples = JSON.parse(stdout) as Record<string, Samples>;
  return Object.entries(samples).flatMap(([name, { bare, bareAgain, noTimeout, timeout }]) => {
    const noise = `bare by bare in this run: ${median(pairedRatios(bareAgain, bare)).toFixed(3)}`;
    return [
      { ...ratio(`calls/${name}/no-timeout`, noTimeout, bare), aim: noTimeoutAims[name]! },
      { ...ratio(`calls/${name}/timeout`, timeout, bare), aim: timeoutAim },
      { name: `calls/${name}/bare`, value: median(bare), unit: 'µs', note: noise },
    ];
  });
}

function ratio(name: string, values: readonly number[], bare: readonly number[]): Figure {
  const ratios = pairedRatios(values, bare);
  const [low, high] = [quantile(ratios, 0.25), quantile(ratios, 0.75)];
  const note = `half of ${ratios.length} rounds within ${low.toFixed(3)} to ${high.toFixed(3)}`;
  return { name, value: median(ratios), unit: '×', note };
}
