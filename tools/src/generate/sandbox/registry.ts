import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readText, sameLineEnds } from '../../shared/tree.js';

/** The folder of the sandbox's package in a repository. */
export function sandboxFolder(repository: string): string {
  return join(repository, 'packages', 'provider-sandbox');
}

/** The files that list the sandbox's providers, by their paths below its folder. */
export const registryPaths: readonly string[] = [
  'src/generated/provider-name.ts',
  'src/generated/exports.ts',
  'src/generated/pages.ts',
  'src/generated/secret-names.ts',
  'src/generated/providers.ts',
  'package.json',
];

/** Those of these files that do not list the folders as they are now: path → text. Empty without a sandbox. */
export async function staleRegistry(repository: string): Promise<[string, string][]> {
  const root = sandboxFolder(repository);
  if (!existsSync(join(root, 'package.json'))) return [];
  const stale: [string, string][] = [];
  for (const [path, text] of await registryFiles(root)) {
    const file = join(root, path);
    const written = existsSync(file) ? sameLineEnds(await readText(file)) : undefined;
    if (written !== text) stale.push([file, text]);
  }
  return stale;
}

/** The folders of `src/providers` that register a provider, in alphabetical order. */
export async function providerFolders(root: string): Promise<string[]> {
  const folder = join(root, 'src/providers');
  const names = await readdir(folder);
  return names.filter((name) => existsSync(join(folder, name, 'registration.ts'))).sort();
}

/**
 * Everything that lists the providers ({@link registryPaths}). Of package.json that is `exports` and `typesVersions`.
 *
 * @param root The folder of this package.
 * @returns the text of each file by its path below `root`.
 */
export async function registryFiles(root: string): Promise<Map<string, string>> {
  const names = await providerFolders(root);
  const manifest = await readFile(join(root, 'package.json'), 'utf8');
  return new Map([
    ['src/generated/provider-name.ts', lines(nameType(names))],
    [
      'src/generated/exports.ts',
      lines(names.map((name) => `export * from '../providers/${name}/index.js';`)),
    ],
    ['src/generated/pages.ts', lines(pages(names))],
    ['src/generated/secret-names.ts', lines(secretNames(root, names))],
    ['src/generated/providers.ts', lines(providers(names))],
    ['package.json', withEntries(JSON.parse(manifest), names)],
  ]);
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

function secretNames(root: string, names: readonly string[]): string[] {
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

/** Each provider is an entry of the package, by its name. */
function withEntries(manifest: Manifest, names: readonly string[]): string {
  const { '.': index, './package.json': itself } = manifest.exports;
  const entries = names.map((name) => [`./${name}`, entry(`./dist/providers/${name}/msw`)]);
  manifest.exports = { '.': index, ...Object.fromEntries(entries), './package.json': itself };
  const types = names.map((name) => [name, [`./dist/providers/${name}/msw.d.cts`]]);
  manifest.typesVersions = { '*': Object.fromEntries(types) };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
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
