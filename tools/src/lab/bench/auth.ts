import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { AuthSamples } from './auth-process.js';
import { measureAuthSizes } from './auth-sizes.js';
import { ensureBuilt } from './built.js';
import type { Bench, Figure } from './figures.js';
import { median, pairedRatios, quantile } from './statistics.js';

/**
 * Measures the built auth-helpers: one Node process with `node:crypto`, one from which it is hidden, so that WebCrypto
 * is used. Times are processor time; ratios are medians over rounds, each to the bare variant of the same round. Builds
 * the package first, where its sources have changed.
 *
 * @throws Error when a request is not the one that is made by hand.
 */
export async function measureAuth(bench: Bench): Promise<Figure[]> {
  ensureBuilt(bench, '@acme/auth-helpers');
  const node = await samplesOf(bench, 'node:crypto');
  const web = await samplesOf(bench, 'WebCrypto');
  const { token, hook, cold } = node;
  const [hit, bare] = [median(token!.hit), median(token!.bare)];
  const [pre, empty] = [median(hook!.pre), median(hook!.empty)];
  const { callers, logins, aboveLoginMs } = cold!;
  return [
    {
      name: 'auth/token-hit',
      value: hit,
      unit: 'µs',
      aim: 1,
      note: `a bare async function takes ${bare.toFixed(3)} µs`,
    },
    { name: 'auth/pre-hook', value: pre - empty, unit: 'µs', aim: 5, note: 'above an empty hook' },
    ...cryptoFigures('node:crypto', node, 1.5),
    ...cryptoFigures('WebCrypto', web, 1.2),
    { name: `auth/${callers}-cold-callers/logins`, value: logins, unit: 'logins', aim: 1 },
    {
      name: `auth/${callers}-cold-callers/time`,
      value: aboveLoginMs,
      unit: 'ms',
      aim: 50,
      note: 'until the last has the token, less the 50 ms of the login; fastest of 7',
    },
    ...(await measureAuthSizes(bench)),
  ];
}

function cryptoFigures(platform: string, { crypto, request }: AuthSamples, aim: number): Figure[] {
  const by = `${median(crypto.raw).toFixed(1)} µs by hand with keys imported once`;
  return [
    { ...ratio(`auth/encrypt-hmac/vs-raw-${platform}`, crypto, by), aim },
    ratio(`auth/token-request/vs-raw-${platform}`, request, 'with JSON.stringify on both sides'),
  ];
}

function ratio(name: string, { ours, raw }: AuthSamples['crypto'], what: string): Figure {
  const ratios = pairedRatios(ours, raw);
  const [low, high] = [quantile(ratios, 0.25), quantile(ratios, 0.75)];
  const note = `1.2 kB; ${what}; half of ${ratios.length} rounds within ${low.toFixed(3)} to ${high.toFixed(3)}`;
  return { name, value: median(ratios), unit: '×', note };
}

async function samplesOf(
  { root, env, say }: Bench,
  platform: 'node:crypto' | 'WebCrypto',
): Promise<AuthSamples> {
  say(`with ${platform}`);
  const dist = (entry: string): string =>
    pathToFileURL(join(root, 'packages', 'auth-helpers', 'dist', entry)).href;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      import.meta.resolve('tsx'),
      fileURLToPath(new URL('auth-process.ts', import.meta.url)),
      dist('index.js'),
      dist('commerce-connect/index.js'),
      platform,
    ],
    { env, cwd: root, maxBuffer: 1 << 26 },
  );
  return JSON.parse(stdout) as AuthSamples;
}
