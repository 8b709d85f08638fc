import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packageEntries } from '../../release/package-entries.js';
import { bundleText, gzipped } from './bundle-source.js';
import type { Bench, Figure } from './figures.js';

const SOURCES = join('packages', 'auth-helpers', 'src');

/** Bytes wanted at most. */
const coreAim = 4_096;
const providerAim = 3_072;

/**
 * Measures what auth-helpers adds to a program: bundles with all exports, minified by esbuild, `gzip -9`.
 *
 * - `auth/size/<entry>/bundle`: what one gets who imports that entry alone; `core` is the package itself
 * - `auth/size/<entry>/own`: the part that no other entry has, above the core and what the entries share
 */
export async function measureAuthSizes({ root }: Pick<Bench, 'root'>): Promise<Figure[]> {
  const bytesOf = async (...files: string[]): Promise<number> => {
    const text = files.map((file) => `export * from './${join(SOURCES, file)}';\n`).join('');
    return gzipped(await bundleText(root, text, true));
  };
  const figures: Figure[] = [];
  const entries = await packageEntries(join(root, 'packages', 'auth-helpers'));
  const folders = entries.map(({ subpath }) => subpath.slice('./'.length)).filter((name) => name !== '');
  const sources = await sourcesIn(join(root, SOURCES));
  const shared = sources.filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)));
  const sharedBytes = await bytesOf(...shared);
  for (const { path, subpath } of entries) {
    const file = `${path}.ts`;
    const bundle = { value: await bytesOf(file), unit: 'B' };
    if (subpath === '.') {
      figures.push({ name: 'auth/size/core/bundle', ...bundle, aim: coreAim });
      continue;
    }
    const folder = subpath.slice('./'.length);
    const name = `auth/size/${folder}`;
    const isProvider = sources.includes(`${folder}/codes.ts`);
    const own = (await bytesOf(...shared, file)) - sharedBytes;
    figures.push(
      { name: `${name}/own`, value: own, unit: 'B', ...(isProvider ? { aim: providerAim } : {}) },
      { name: `${name}/bundle`, ...bundle },
    );
  }
  return figures;
}

async function sourcesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith('.ts')).sort();
}
