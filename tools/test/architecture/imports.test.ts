import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { repositoryRoot } from '../../src/shared/providers.js';
import { circlesIn, type Imports, importsIn, importsOf } from './imports.js';

const folders = readdirSync(join(repositoryRoot, 'packages')).map((name) => `packages/${name}`);
const manifests = new Map(
  folders.map((folder) => [
    folder,
    JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8')) as Manifest,
  ]),
);
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const packages = importsIn(
  repositoryRoot,
  folders.map((folder) => `${folder}/src`),
);
const tools = importsIn(repositoryRoot, ['tools/src']);
const all = new Map([...packages, ...tools]);

/** Area of `tools/src` → the areas that it may import. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  examples: ['shared'],
  generate: ['print', 'shared'],
  lab: ['release', 'generate', 'shared'],
  print: ['shared'],
  release: ['generate', 'print', 'shared'],
  shared: [],
  site: ['print', 'shared'],
};

const areaOf = (file: string): string => file.split('/')[2]!;

/** `file → what it imports`, for what is not as it should be. */
function broken(
  imports: ReadonlyMap<string, Imports>,
  isWrong: (file: string, imported: string) => boolean,
): string[] {
  return [...imports].flatMap(([file, { sources, packages: names }]) =>
    [...sources, ...names]
      .filter((imported) => isWrong(file, imported))
      .map((imported) => `${file} → ${imported}`),
  );
}

test('no file imports itself by a detour, types included', () => {
  expect(circlesIn(all)).toEqual([]);
});

test('an area of the tools imports only those that the map allows it', () => {
  const wrong = broken(tools, (file, imported) => {
    if (!imported.startsWith('tools/src/')) return false;
    const [from, to] = [areaOf(file), areaOf(imported)];
    return from !== to && allowed[from]?.includes(to) !== true;
  });
  expect(wrong).toEqual([]);
});

test('the map names every area of the tools, with what it may import', () => {
  const map = readFileSync(join(repositoryRoot, 'docs/architecture.md'), 'utf8');
  const rows = [...map.matchAll(/^\| `tools\/src\/(\w+)` \|.*\| ([^|]*) \|$/gm)];
  const told = rows.map(([, area, imported = '']) => [area, [...imported.matchAll(/\w+/g)].map(String)]);
  expect(Object.fromEntries(told)).toEqual(allowed);
  expect([...new Set([...tools.keys()].map(areaOf))].sort()).toEqual(Object.keys(allowed));
});

test('a package imports its own sources, what its manifest names, and Node itself only where it must', () => {
  const wrong = broken(packages, (file, imported) => {
    const own = file.split('/').slice(0, 2).join('/');
    if (packages.has(imported)) return !imported.startsWith(`${own}/`);
    // JSON that is embedded, such as the manifest.
    if (imported.startsWith('packages/')) return !imported.startsWith(`${own}/`);
    if (imported.startsWith('node:')) return !/auth-helpers|provider-sandbox/.test(own);
    const { dependencies, peerDependencies } = manifests.get(own)!;
    return !Object.keys({ ...dependencies, ...peerDependencies }).includes(imported);
  });
  expect(wrong).toEqual([]);
});

test('a client depends on the runtime alone; runtime, helpers and sandbox on none of our packages', () => {
  for (const [folder, { dependencies = {}, peerDependencies = {} }] of manifests) {
    const needed = Object.keys({ ...dependencies, ...peerDependencies });
    const ours = needed.filter((name) => name.startsWith('@acme/'));
    expect([folder, ours]).toEqual([folder, folder.endsWith('-client') ? ['@acme/fetch-runtime'] : []]);
    if (folder === 'packages/provider-sandbox') continue;
    // A peer is optional: the user's own signer or Redis.
    expect([folder, Object.keys(dependencies)]).toEqual([folder, ours]);
  }
});

describe('what these tests see', () => {
  test('imports of values and types, at the top, in the text, and of types in place', () => {
    const source = `
      import a from './a.js';
      import type { B } from '../b.js';
      export * from './c.js';
      const d = await import('./d.js');
      type E = typeof import('./e.js');
      import 'node:fs';
      import f from '@scope/f/deep.js';`;
    expect(importsOf('x/y/z.ts', source)).toEqual({
      sources: ['x/y/a.ts', 'x/b.ts', 'x/y/c.ts', 'x/y/d.ts', 'x/y/e.ts'],
      packages: ['node:fs', '@scope/f'],
    });
  });

  test('circles of two, of three and of one, and no others', () => {
    const graph = (edges: Record<string, string[]>) =>
      new Map(Object.entries(edges).map(([file, sources]) => [file, { sources }]));
    expect(circlesIn(graph({ a: ['b', 'c'], b: ['c'], c: [] }))).toEqual([]);
    expect(circlesIn(graph({ a: ['b'], b: ['a'], c: ['a', 'd'], d: ['e'], e: ['c'], f: ['f'] }))).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
      ['f'],
    ]);
  });
});
