import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { repositoryRoot } from '../../src/shared/providers.js';

const here = dirname(fileURLToPath(import.meta.url));
const runtime = join(repositoryRoot, 'packages', 'fetch-runtime', 'src', 'index.ts');

/**
 * A generated client as a module: functions by name and classes; the descriptors, which only the subpaths export; and
 * the runtime it is bound to.
 */
// biome-ignore lint/suspicious/noExplicitAny: what a client exports is what these tests find out.
export type Client = Record<string, any>;

export const specNames = [
  'bodies',
  'extensions',
  'models',
  'names',
  'openapi-3.1',
  'parameters',
  'repaired',
  'responses',
  'security',
  'servers',
  'webhooks',
] as const;
export type SpecName = (typeof specNames)[number];

/**
 * The folder with the generated clients, one folder per description, made anew when a description or what they are
 * made with has changed. The first test file that asks makes them all; the others wait for it.
 */
export function generatedFolder(): Promise<string> {
  made ??= make();
  return made;
}

let made: Promise<string> | undefined;

async function make(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of [
    'tools/src/generate',
    'tools/templates',
    'tools/test/regression',
    'openapitools.json',
  ]) {
    for (const file of await filesOf(join(repositoryRoot, folder))) {
      if (!/\.test\.ts$/.test(file)) hash.update(file).update(await readFile(file));
    }
  }
  const out = join(tmpdir(), `acme-regression-${process.getuid?.() ?? 0}-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(out)) {
    const script = join(here, 'generate-specs.ts');
    const tsx = join(repositoryRoot, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    await promisify(execFile)(process.execPath, [tsx, script, out, ...specNames], {
      cwd: join(repositoryRoot, 'tools'),
    });
  }
  return out;
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Loads a generated client, bundled with the sources of the runtime. */
export async function loadClient(name: SpecName): Promise<Client> {
  const folder = await generatedFolder();
  const outfile = join(folder, `${name}.${process.pid}.${Date.now()}.mjs`);
  await build({
    stdin: {
      contents: `export * from './${name}/index.js'; export * from './${name}/apis/index.js'; export * as runtime from '@acme/fetch-runtime';`,
      resolveDir: folder,
    },
    alias: { '@acme/fetch-runtime': runtime },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    outfile,
    logLevel: 'silent',
  });
  try {
    return (await import(pathToFileURL(outfile).href)) as Client;
  } finally {
    await rm(outfile, { force: true });
  }
}
