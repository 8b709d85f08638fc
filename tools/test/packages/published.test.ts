import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import type { PackageEntry } from '../../src/release/package-entries.js';
import { type PackedPackage, packAll, root, run } from './pack.js';

let folder: string;
let packages: PackedPackage[];

beforeAll(async () => {
  ({ folder, packages } = await packAll());
});
afterAll(() => folder !== undefined && rmSync(folder, { recursive: true, force: true }));

/** What is part of a user's program. */
const parts = (): PackedPackage[] => packages.filter(({ isTool }) => !isTool);
const clients = (): PackedPackage[] => packages.filter(({ name }) => name.endsWith('-client'));
const specifier = (name: string, { subpath }: PackageEntry): string => posix.join(name, subpath);
/** The API classes of a client that have an entry of their own, with what imports it. */
const apis = ({ name, entries }: PackedPackage): { api: string; from: string }[] =>
  entries
    .filter(({ subpath }) => subpath.startsWith('./apis/'))
    .map((entry) => ({ api: entry.subpath.slice('./apis/'.length), from: specifier(name, entry) }));
const node = (...args: string[]) => run(process.execPath, args, { cwd: folder });

test('every client offers at least one API subpath', () => {
  expect(clients().filter((client) => apis(client).length === 0)).toEqual([]);
});

test('publint finds nothing to say about the tarballs', async () => {
  for (const { name, tarball } of packages) {
    const bytes = new Uint8Array(readFileSync(tarball)).buffer;
    expect({ name, messages: (await publint({ pack: { tarball: bytes } })).messages }).toEqual({
      name,
      messages: [],
    });
  }
});

// In all four resolutions, node10 of `module: commonjs` too: it does not read `exports`, but `typesVersions`.
test('the types of every entry are right for import, require and bundlers', async () => {
  for (const { name, tarball, entries } of packages) {
    const entrypoints = ['package.json', ...entries.map(({ subpath }) => subpath)];
    const packed = createPackageFromTarballData(new Uint8Array(readFileSync(tarball)));
    const checked = await checkPackage(packed, { entrypoints });
    expect({ name, types: checked.types !== false }).toEqual({ name, types: true });
    expect({ name, problems: 'problems' in checked && checked.problems }).toEqual({ name, problems: [] });
  }
});

test('types compile without the DOM library, for import and for require', async () => {
  const lines = clients().flatMap((client, index) => [
    `import * as client${index} from '${client.name}';`,
    `export const configuration${index}: client${index}.Configuration = new client${index}.Configuration();`,
    ...apis(client).map(({ api, from }, at) =>
      [
        `import { ${api} as Api${index}_${at} } from '${from}';`,
        `export const same${index}_${at}: typeof client${index}.${api} = Api${index}_${at};`,
      ].join('\n'),
    ),
  ]);
  const all = parts().flatMap(({ name, entries }) => entries.map((entry) => specifier(name, entry)));
  lines.push(...all.map((from, at) => `export * as entry${at} from '${from}';`));
  for (const file of ['consumer.mts', 'consumer.cts']) writeFileSync(join(folder, file), lines.join('\n'));
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: 'es2022',
    lib: ['es2022'],
    // Unlike nodenext, node16 lets no CommonJS file import an ES module: each half must be whole.
    module: 'node16',
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['consumer.mts', 'consumer.cts'] }),
  );
  for (const compiler of ['node_modules/typescript', 'tools/node_modules/typescript']) {
    await expect(compile(join(root, compiler, 'bin/tsc'))).resolves.toBe('');
  }
});

/** What the compiler complains of. */
async function compile(compiler: string): Promise<string> {
  return node(compiler, '-p', '.').then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

test('Configuration and errors are one class in all clients, and an API of any entry is built on it', async () => {
  const body = clients().flatMap((client) => [
    `same((await load('${client.name}')).Configuration, runtime.Configuration);`,
    `for (const key of Object.keys(runtime).filter((key) => /^[A-Z].*Error$/.test(key))) same((await load('${client.name}'))[key], runtime[key]);`,
    ...apis(client).flatMap(({ api, from }) =>
      [client.name, from].map(
        (entry) => `same(Object.getPrototypeOf((await load('${entry}')).${api}), runtime.BaseAPI);`,
      ),
    ),
  ]);
  const script = (load: string): string => `
    const load = ${load};
    const same = (a, b) => { if (typeof a !== 'function' || a !== b) throw new Error(a + ' is not ' + b); };
    (async () => { const runtime = await load('@acme/fetch-runtime');\n${body.join('\n')} })();`;
  writeFileSync(join(folder, 'esm.mjs'), script('(name) => import(name)'));
  writeFileSync(join(folder, 'common.cjs'), script('async (name) => require(name)'));
  await node('esm.mjs');
  await node('common.cjs');
});

test('an error of auth-helpers is one of its class in every entry, imported or required, and of no other', async () => {
  const names = packages
    .filter(({ name }) => name === '@acme/auth-helpers')
    .flatMap(({ name, entries }) => entries.map((entry) => specifier(name, entry)))
    // It throws what a test runner is to show.
    .filter((name) => !name.endsWith('/testing'));
  const script = `
    import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    const modules = [];
    for (const name of ${JSON.stringify(names)}) modules.push(await import(name), require(name));
    for (const { ConfigurationError } of modules) {
      const error = new ConfigurationError('x');
      for (const other of modules) {
        const found = ['AuthError', 'ConfigurationError', 'DecryptError'].filter((name) => name in other && error instanceof other[name]);
        if (String(found) !== 'AuthError,ConfigurationError') throw new Error(found);
        if (new Error('x') instanceof other.AuthError) throw new Error('anything is an AuthError');
      }
    }
    console.log(modules.length);`;
  writeFileSync(join(folder, 'errors.mjs'), script);
  expect((await node('errors.mjs')).stdout.trim()).toBe(`${2 * names.length}`);
  expect(names.length).toBeGreaterThan(1);
});

test('an entry is one file: a client imports the runtime and nothing else, the others nothing', async () => {
  for (const { name, entries } of parts()) {
    const dist = join(folder, 'node_modules', name, 'dist');
    const files = (await readdir(dist, { recursive: true })).filter((file) => /(?<!\.d)\.c?js$/.test(file));
    expect(files.sort()).toEqual(entries.flatMap(({ path }) => [`${path}.cjs`, `${path}.js`]).sort());
    for (const file of files) {
      const imported = readFileSync(join(dist, file), 'utf8').matchAll(
        // Not those of examples in comments.
        /^(?! *\*).*(?:\bfrom |\brequire\()["']([^"']+)/gm,
      );
      const names = new Set([...imported].map(([, from]) => from));
      expect([...names]).toEqual(name.endsWith('-client') ? ['@acme/fetch-runtime'] : []);
    }
  }
});

test('a debugger needs no other file: source maps hold their sources, and those are TypeScript', async () => {
  for (const { name } of packages) {
    const dist = join(folder, 'node_modules', name, 'dist');
    for (const file of (await readdir(dist, { recursive: true })).filter((path) => path.endsWith('.map'))) {
      const { sources, sourcesContent } = JSON.parse(readFileSync(join(dist, file), 'utf8'));
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources)
        expect(source).toMatch(/^(?:\.\.\/)+(?:src\/.*\.(?:ts|json)|build\/page\.json|package\.json)$/);
      expect(sourcesContent).toEqual(sources.map(() => expect.any(String)));
    }
  }
});

test('a model is declared once for import and once for require', async () => {
  for (const { name } of clients()) {
    const dist = join(folder, 'node_modules', name, 'dist');
    const model = /^export interface (\w+)/m.exec(
      readFileSync(join(dist, 'generated/models/index.d.ts'), 'utf8'),
    )?.[1];
    expect(model).toBeDefined();
    const declaring: string[] = [];
    for (const file of await readdir(dist, { recursive: true })) {
      if (!/\.d\.c?ts$/.test(file)) continue;
      const text = readFileSync(join(dist, file), 'utf8');
      if (new RegExp(`^export (?:interface|type) ${model}\\b`, 'm').test(text)) declaring.push(file);
    }
    expect(declaring.sort()).toEqual(['generated/models/index.d.cts', 'generated/models/index.d.ts']);
  }
});

test('a tarball holds built files, the licence and the README, and names no map it does not hold', async () => {
  for (const { name } of packages) {
    const files = await readdir(join(folder, 'node_modules', name), { recursive: true });
    const { main } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
    const built = join(main as string).replace(/\.cjs$/, '.js');
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', built]));
    const maps = files.filter((file) => file.endsWith('.map'));
    const outside = files.filter(
      (file) => !/^(?:dist(?:\/|$)|LICENSE$|README\.md$|CHANGELOG\.md$|package\.json$)/.test(file),
    );
    expect(outside).toEqual([]);
    for (const file of files.filter((candidate) => /\.c?[jt]s$/.test(candidate))) {
      const text = readFileSync(join(folder, 'node_modules', name, file), 'utf8');
      const named = /^\/\/# sourceMappingURL=(\S+)/m.exec(text)?.[1];
      if (named !== undefined) expect(maps).toContain(join(file, '..', named));
    }
  }
});
