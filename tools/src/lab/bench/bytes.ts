import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { packageEntries } from '../../release/package-entries.js';
import { listProviders, type Provider } from '../../shared/providers.js';
import type { Bench, Figure } from './figures.js';

/** A GET with two query parameters, one with a path parameter and two API keys, and a POST of JSON with one key. */
const operations = [
  { name: 'usertokenGet', from: '@acme/plo-client', api: 'UserTokenApi' },
  { name: 'getCustomer', from: '@acme/finicity-client', api: 'CustomersApi' },
  { name: 'createToken', from: '@acme/finicity-client', api: 'AuthenticationApi' },
];

/** What a caller imports beside the function, and the bytes wanted at most for all of it. */
const extras = [
  { name: 'plain', aim: 1200, code: () => '' },
  { name: 'middleware', aim: 1350, code: (client: string) => `export { withMiddleware } from '${client}';` },
  { name: 'retries', aim: 1750, code: () => "export { withRetry } from '@acme/fetch-runtime';" },
];

/** Bytes wanted at most for each operation of a class, beyond what one function takes. */
const perOperationAim = 80;

/**
 * Measures what a web page downloads: bundles with nothing of ours left out, minified by esbuild, `gzip -9`.
 *
 * - `bundle/<operation>/plain`: the function, called with a plain object as its configuration
 * - `bundle/<operation>/…`: the same with what its name says
 * - `bundle/<client>/<class>`: each operation of the largest class of a client, beyond the function alone
 */
export async function measureBundles({ root }: Pick<Bench, 'root'>): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, from, api } of operations) {
    for (const extra of extras) {
      const value = await bytesOf(root, exported(name, from, api) + extra.code(from));
      figures.push({ name: `bundle/${name}/${extra.name}`, value, unit: 'B', aim: extra.aim });
    }
  }
  for (const provider of await listProviders(root)) figures.push(await classFigure(root, provider));
  return figures;
}

async function classFigure(root: string, { name, packageName, generated }: Provider): Promise<Figure> {
  const { api, operationIds } = await largestApi(join(generated, 'apis'));
  const whole = await bytesOf(root, exported(api, packageName, api));
  const singles = await Promise.all(operationIds.map((id) => bytesOf(root, exported(id, packageName, api))));
  const single = Math.max(...singles);
  return {
    name: `bundle/${name}/${api}`,
    value: (whole - single) / operationIds.length,
    ...{ unit: 'B/op', aim: perOperationAim },
    note: `${whole} B for ${operationIds.length} operations, functions ${Math.min(...singles)} to ${single} B`,
  };
}

/** The class with the most operations, and the names of its functions. */
async function largestApi(folder: string): Promise<{ api: string; operationIds: string[] }> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('Api.ts')).sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      const operationIds = [...text.matchAll(/^export const (\S+)Operation: /gm)].map(([, id]) => id!);
      return { api: file.slice(0, -'.ts'.length), operationIds };
    }),
  );
  return found.reduce((most, each) => (each.operationIds.length > most.operationIds.length ? each : most));
}

function exported(name: string, client: string, api: string): string {
  return `export { ${name} } from '${client}/apis/${api}';\n`;
}

const helpers = join('packages', 'auth-helpers');
const coreAim = 4_096;
const providerAim = 3_072;

/**
 * Measures what auth-helpers adds to a program: bundles with all exports, minified by esbuild, `gzip -9`.
 *
 * - `auth/size/<entry>/bundle`: what you get when you import that entry alone; `core` is the package itself
 * - `auth/size/<entry>/own`: the part that no other entry has, above the core and what the entries share
 */
export async function measureAuthSizes({ root }: Pick<Bench, 'root'>): Promise<Figure[]> {
  const all = (files: readonly string[]): Promise<number> =>
    bytesOf(root, files.map((file) => `export * from './${helpers}/src/${file}';\n`).join(''));
  const entries = await packageEntries(join(root, helpers));
  const sources = (await readdir(join(root, helpers, 'src'), { recursive: true })).sort();
  const folders = entries.map(({ subpath }) => subpath.slice('./'.length)).filter((name) => name !== '');
  const shared = sources.filter(
    (file) => file.endsWith('.ts') && !folders.some((folder) => file.startsWith(`${folder}/`)),
  );
  const sharedBytes = await all(shared);
  const figures: Figure[] = [];
  for (const { path, subpath } of entries) {
    const folder = subpath.slice('./'.length);
    const bundle = { value: await all([`${path}.ts`]), unit: 'B' };
    if (folder === '') {
      figures.push({ name: 'auth/size/core/bundle', ...bundle, aim: coreAim });
      continue;
    }
    const own = { value: (await all([...shared, `${path}.ts`])) - sharedBytes, unit: 'B' };
    const aim = sources.includes(`${folder}/codes.ts`) ? { aim: providerAim } : {};
    figures.push(
      { name: `auth/size/${folder}/own`, ...own, ...aim },
      { name: `auth/size/${folder}/bundle`, ...bundle },
    );
  }
  return figures;
}

async function bytesOf(root: string, code: string): Promise<number> {
  const input = await bundleOf(root, code, true);
  // The program itself, as zlib's own deflate gives half a percent less.
  return execFileSync('gzip', ['-9', '-n', '-c'], { input, maxBuffer: 1 << 26 }).byteLength;
}

/**
 * Bundles a module that imports our packages from their sources: what is measured is what the tree holds, whether it
 * was built or not. The built packages give the same bytes, but for two or three.
 *
 * @throws Error when it does not bundle.
 */
export async function bundleOf(root: string, code: string, minify: boolean): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root, loader: 'js' },
    ...{ bundle: true, write: false, format: 'esm', platform: 'neutral', target: 'es2022', minify },
    logLevel: 'silent',
    plugins: [sources(root)],
  });
  return outputFiles[0]!.contents;
}

/** `@acme/x/y` is the source of an entry of packages/x, as its `exports` say. */
function sources(root: string): Plugin {
  return {
    name: 'sources',
    setup({ onResolve }) {
      onResolve({ filter: /^@acme\// }, async ({ path }) => {
        const [, name, ...rest] = path.split('/');
        const folder = join(root, 'packages', name!);
        const entry = (await packageEntries(folder)).find(
          ({ subpath }) => subpath === ['.', ...rest].join('/'),
        );
        if (entry === undefined) return { errors: [{ text: `${path} has no source` }] };
        return { path: join(folder, 'src', `${entry.path}.ts`), sideEffects: false };
      });
    },
  };
}
