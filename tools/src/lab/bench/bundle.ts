import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listProviders, type Provider } from '../../providers.js';
import { bundleText, gzipped } from './bundle-source.js';
import type { Bench, Figure } from './figures.js';

/** A GET with two query parameters, one with a path parameter and two API keys, and a POST of JSON with one key. */
const operations = [
  { name: 'usertokenGet', from: '@acme/plo-client', api: 'UserTokenApi' },
  { name: 'getCustomer', from: '@acme/finicity-client', api: 'CustomersApi' },
  { name: 'createToken', from: '@acme/finicity-client', api: 'AuthenticationApi' },
];

/** What a caller imports besides the function, and the bytes wanted at most for all of it. */
const extras = [
  { name: 'plain', aim: 1200, imports: () => '' },
  {
    name: 'middleware',
    aim: 1350,
    imports: (client: string) => `export { withMiddleware } from '${client}';\n`,
  },
  { name: 'retries', aim: 1750, imports: () => "export { withRetry } from '@acme/fetch-runtime';\n" },
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
      const value = await bytesOf(root, functionEntry(from, api, name) + extra.imports(from));
      figures.push({ name: `bundle/${name}/${extra.name}`, value, unit: 'B', aim: extra.aim });
    }
  }
  for (const provider of await listProviders(root)) figures.push(await classFigure(root, provider));
  return figures;
}

async function classFigure(root: string, provider: Provider): Promise<Figure> {
  const { api, operationIds } = await largestApi(provider);
  const client = `@acme/${provider.name}-client`;
  const whole = await bytesOf(root, `export { ${api} } from '${client}/apis/${api}';\n`);
  const singles = await Promise.all(
    operationIds.map((name) => bytesOf(root, functionEntry(client, api, name))),
  );
  const single = Math.max(...singles);
  return {
    name: `bundle/${provider.name}/${api}`,
    value: (whole - single) / operationIds.length,
    unit: 'B/op',
    aim: perOperationAim,
    note: `${whole} B for ${operationIds.length} operations, functions ${Math.min(...singles)} to ${single} B`,
  };
}

function functionEntry(client: string, api: string, name: string): string {
  return `export { ${name} } from '${client}/apis/${api}';\n`;
}

async function bytesOf(root: string, entry: string): Promise<number> {
  return gzipped(await bundleText(root, entry, true));
}

/** The class with the most operations, and the names of its functions. */
async function largestApi({ generated }: Provider): Promise<{ api: string; operationIds: string[] }> {
  const folder = join(generated, 'apis');
  const found = await Promise.all(
    (await readdir(folder))
      .filter((file) => file.endsWith('Api.ts'))
      .sort()
      .map(async (file) => {
        const text = await readFile(join(folder, file), 'utf8');
        const operationIds = [...text.matchAll(/^export const (\S+)Operation: /gm)].map(([, name]) => name!);
        return { api: file.slice(0, -'.ts'.length), operationIds };
      }),
  );
  return found.reduce((most, each) => (each.operationIds.length > most.operationIds.length ? each : most));
}
