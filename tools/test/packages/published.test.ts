import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { publint } from 'publint';
import { type PackedPackage, packAll, root, run } from './pack.js';

let folder: string;
let packages: PackedPackage[];

beforeAll(async () => {
  ({ folder, packages } = await packAll());
}, 120_000);
afterAll(() => folder !== undefined && rmSync(folder, { recursive: true, force: true }));

const clients = (): PackedPackage[] => packages.filter(({ subpaths }) => subpaths.length > 0);
const node = (...args: string[]) => run(process.execPath, args, { cwd: folder });

test('every client offers at least one API subpath', () => {
  const without = packages
    .filter(({ name }) => name.endsWith('-client'))
    .filter((p) => !clients().includes(p));
  expect(without).toEqual([]);
});

test('publint finds nothing to say about the tarballs', async () => {
  for (const { name, tarball } of packages) {
    const bytes = new Uint8Array(readFileSync(tarball)).buffer;
    expect({ name, messages: (await publint({ pack: { tarball: bytes } })).messages }).toEqual({
      name,
      messages: [],
    });
  }
}, 60_000);

// In all four resolutions, node10 of `module: commonjs` too: it does not read `exports`, but `typesVersions`.
test('the types of every entry are right for import, require and bundlers', async () => {
  const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  for (const { tarball, subpaths } of packages) {
    const entries = ['.', 'package.json', ...subpaths];
    await node(attw, tarball, '--no-emoji', '--entrypoints', ...entries);
  }
}, 120_000);

test('types compile without the DOM library, for import and for require', async () => {
  const lines = clients().flatMap(({ name, subpaths }, index) => [
    `import * as client${index} from '${name}';`,
    `export const configuration${index}: client${index}.Configuration = new client${index}.Configuration();`,
    ...subpaths.map((subpath, at) => {
      const api = subpath.slice('apis/'.length);
      return [
        `import { ${api} as Api${index}_${at} } from '${name}/${subpath}';`,
        `export const same${index}_${at}: typeof client${index}.${api} = Api${index}_${at};`,
      ].join('\n');
    }),
  ]);
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
}, 120_000);

/** What the compiler complains of. */
async function compile(compiler: string): Promise<string> {
  return node(compiler, '-p', '.').then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

test('Configuration and errors are one class in all clients, and an API of any entry is built on it', async () => {
  const body = clients().flatMap(({ name, subpaths }) => [
    `same((await load('${name}')).Configuration, runtime.Configuration);`,
    `for (const key of Object.keys(runtime).filter((key) => /^[A-Z].*Error$/.test(key))) same((await load('${name}'))[key], runtime[key]);`,
    ...subpaths.flatMap((subpath) => {
      const api = subpath.slice('apis/'.length);
      return [name, `${name}/${subpath}`].map(
        (entry) => `same(Object.getPrototypeOf((await load('${entry}')).${api}), runtime.BaseAPI);`,
      );
    }),
  ]);
  const script = (load: string): string => `
    const load = ${load};
    const same = (a, b) => { if (typeof a !== 'function' || a !== b) throw new Error(a + ' is not ' + b); };
    (async () => { const runtime = await load('@acme/fetch-runtime');\n${body.join('\n')} })();`;
  writeFileSync(join(folder, 'esm.mjs'), script('(name) => import(name)'));
  writeFileSync(join(folder, 'common.cjs'), script('async (name) => require(name)'));
  await node('esm.mjs');
  await node('common.cjs');
}, 60_000);

test('an entry is one file: it imports the runtime and nothing else', async () => {
  for (const { name, subpaths } of packages) {
    const dist = join(folder, 'node_modules', name, 'dist');
    const files = (await readdir(dist, { recursive: true })).filter((file) => /(?<!\.d)\.c?js$/.test(file));
    const entries = ['index', ...subpaths.map((subpath) => `generated/${subpath}`)];
    expect(files.sort()).toEqual(entries.flatMap((entry) => [`${entry}.cjs`, `${entry}.js`]).sort());
    for (const file of files) {
      const imported = readFileSync(join(dist, file), 'utf8').matchAll(
        /(?:\bfrom |\brequire\()["']([^"']+)/g,
      );
      const names = new Set([...imported].map(([, from]) => from));
      expect([...names]).toEqual(name === '@acme/fetch-runtime' ? [] : ['@acme/fetch-runtime']);
    }
  }
});

test('a debugger needs no other file: source maps hold their sources, and those are TypeScript', async () => {
  for (const { name } of packages) {
    const dist = join(folder, 'node_modules', name, 'dist');
    for (const file of (await readdir(dist, { recursive: true })).filter((path) => path.endsWith('.map'))) {
      const { sources, sourcesContent } = JSON.parse(readFileSync(join(dist, file), 'utf8'));
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) expect(source).toMatch(/^(?:\.\.\/)+src\/.*\.ts$/);
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
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist/index.js']));
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
