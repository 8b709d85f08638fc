import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonText } from '../../print/json.js';
import { readText, sameLineEnds } from '../../shared/tree.js';

const sandbox = 'packages/provider-sandbox';
const helpers = 'packages/auth-helpers';

/** What the sandbox's files that list its providers say: their paths in its folder, and their lines. */
const sandboxLists: Readonly<Record<string, (names: readonly string[], root: string) => string[]>> = {
  'src/generated/provider-name.ts': nameType,
  'src/generated/exports.ts': (names) =>
    names.map((name) => `export * from '../providers/${name}/index.js';`),
  'src/generated/pages.ts': pages,
  'src/generated/secret-names.ts': secretNames,
  'src/generated/providers.ts': providers,
};

/** The files that list the providers, by their paths in the repository. */
export const registryPaths: readonly string[] = [
  ...Object.keys(sandboxLists).map((path) => `${sandbox}/${path}`),
  `${sandbox}/package.json`,
  `${helpers}/package.json`,
];

/** Those of these files that do not list the folders as they are now: path → text. A package that is missing has none. */
export async function staleRegistry(repository: string): Promise<[string, string][]> {
  const files = [...(await sandboxFiles(repository)), ...(await helperFiles(repository))];
  const stale: [string, string][] = [];
  for (const [path, text] of files) {
    const file = join(repository, path);
    const written = existsSync(file) ? sameLineEnds(await readText(file)) : undefined;
    if (written !== text) stale.push([file, text]);
  }
  return stale;
}

/** The folders of `folder` that have this file, in alphabetical order. */
async function foldersWith(file: string, folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => existsSync(join(folder, name, file))).sort();
}

/** `exports` and `typesVersions` of the helpers: each folder of `src` with an index is an entry. */
async function helperFiles(repository: string): Promise<[string, string][]> {
  const file = join(repository, helpers, 'package.json');
  if (!existsSync(file)) return [];
  const names = await foldersWith('index.ts', join(repository, helpers, 'src'));
  const manifest = JSON.parse(await readText(file));
  return [[`${helpers}/package.json`, withEntries(manifest, names, (name) => `./dist/${name}/index`)]];
}

/** All of the sandbox that lists its providers. Of package.json that is `exports` and `typesVersions`. */
async function sandboxFiles(repository: string): Promise<[string, string][]> {
  const root = join(repository, sandbox);
  if (!existsSync(join(root, 'package.json'))) return [];
  const names = await foldersWith('registration.ts', join(root, 'src/providers'));
  const manifest = JSON.parse(await readText(join(root, 'package.json')));
  const lists = Object.entries(sandboxLists).map(([path, print]): [string, string] => [
    `${sandbox}/${path}`,
    lines(print(names, root)),
  ]);
  return [
    ...lists,
    [`${sandbox}/package.json`, withEntries(manifest, names, (name) => `./dist/providers/${name}/msw`)],
  ];
}

function lines(text: readonly string[]): string {
  return ['// Made by `npm run generate` from the folders of src/providers. Do not edit.', ...text, ''].join(
    '\n',
  );
}

function nameType(names: readonly string[]): string[] {
  return [
    '',
    '/** As the paths of the server, the entries of the package and the specs have them. */',
    `export type ProviderName = ${names.map((name) => `'${name}'`).join(' | ')};`,
  ];
}

function pages(names: readonly string[]): string[] {
  return [
    "import type { ProviderPage } from '../core/facts.js';",
    ...names.map((name) => `import { ${keyOf(name)}Page } from '../providers/${name}/page.js';`),
    '',
    '/** What the page says of each provider, by its name. */',
    'export const pages: Readonly<Record<string, ProviderPage>> = {',
    ...names.map((name) => `  '${name}': ${keyOf(name)}Page,`),
    '};',
  ];
}

function secretNames(names: readonly string[], root: string): string[] {
  const having = names.filter((name) => existsSync(join(root, 'src/providers', name, 'secret-names.ts')));
  return [
    ...having.map((name) => {
      return `import { ${keyOf(name)}SecretNames } from '../providers/${name}/secret-names.js';`;
    }),
    '',
    '/** What the providers call their secrets. */',
    'export const secretNames: string = [',
    ...having.map((name) => `  ${keyOf(name)}SecretNames,`),
    "].join(' ');",
  ];
}

function providers(names: readonly string[]): string[] {
  const types = names.map((name) => ({ name, key: keyOf(name), type: typeOf(name) }));
  return [
    "import type { Provider, SandboxClock, SandboxOptions } from '../core/provider.js';",
    ...types.map(({ name, type }) => {
      return `import type { ${type}Options, ${type}Provider } from '../providers/${name}/index.js';`;
    }),
    ...types.map(({ name, key }) => `import { ${key} } from '../providers/${name}/registration.js';`),
    "import type { Registration } from '../providers/registration.js';",
    '',
    '/** Clock and seed are for all; what is given for one provider comes before them. */',
    'export interface ProvidersOptions extends SandboxOptions {',
    ...types.flatMap(({ key, type }) => [
      `  /** Of {@link SandboxProviders.${key}} alone. */`,
      `  readonly ${key}?: ${type}Options | undefined;`,
    ]),
    '}',
    '',
    '/** All providers there are, and the clock that they share. `startSandbox` accepts it as it is. */',
    'export interface SandboxProviders {',
    '  /** Those below, for code that treats all alike. */',
    '  readonly providers: readonly Provider[];',
    '  /** What time it is at all of them, but for those that were given another clock. */',
    '  readonly clock: SandboxClock;',
    ...types.flatMap(({ key, type }) => [
      `  /** See {@link ${type}Provider}. */`,
      `  readonly ${key}: ${type}Provider;`,
    ]),
    '}',
    '',
    '/** How to make each provider, by the name that it has in {@link SandboxProviders}. */',
    "export const registrations: Readonly<Record<Exclude<keyof SandboxProviders, 'providers' | 'clock'>, Registration>> = {",
    ...types.map(({ key }) => `  ${key},`),
    '};',
  ];
}

interface Manifest {
  exports: Record<string, unknown>;
  typesVersions: Record<string, Record<string, string[]>>;
}

/** The manifest with an entry for each name. @param moduleOf its module, without the ending. */
function withEntries(
  manifest: Manifest,
  names: readonly string[],
  moduleOf: (name: string) => string,
): string {
  const { '.': index, './package.json': itself } = manifest.exports;
  const entries = names.map((name) => [`./${name}`, entry(moduleOf(name))]);
  manifest.exports = { '.': index, ...Object.fromEntries(entries), './package.json': itself };
  const types = names.map((name) => [name, [`${moduleOf(name)}.d.cts`]]);
  manifest.typesVersions = { '*': Object.fromEntries(types) };
  return `${jsonText(manifest, 2)}\n`;
}

function entry(path: string): object {
  return {
    import: { types: `${path}.d.ts`, default: `${path}.js` },
    require: { types: `${path}.d.cts`, default: `${path}.cjs` },
  };
}

/** `commerce-connect` is `commerceConnect` in code. */
function keyOf(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function typeOf(name: string): string {
  return keyOf(`-${name}`);
}
