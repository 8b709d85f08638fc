import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishedPackages } from '../../src/release/published-packages.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const folders = publishedPackages(root).map(({ folder }) => folder);
const clients = folders.filter((folder) => folder.endsWith('-client'));
const manifest = (folder: string) => JSON.parse(read('packages', folder, 'package.json'));

test('every spec has its client and every client its spec', () => {
  const specs = readdirSync(join(root, 'specs')).filter((file) => file.endsWith('.yaml'));
  expect(specs.map((file) => `${file.slice(0, -'.yaml'.length)}-client`).sort()).toEqual(clients);
});

describe.each(folders)('%s', (folder) => {
  const { name, version, description, keywords, files, exports, ...rest } = manifest(folder);

  test('is named after its folder and says what it is', () => {
    expect(name).toBe(`@acme/${folder}`);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(description).toEqual(expect.any(String));
    expect(keywords).toEqual(expect.arrayContaining(['openapi']));
    expect(rest.homepage).toContain(`packages/${folder}`);
  });

  test('can be published with provenance', () => {
    expect(rest.publishConfig).toEqual({ access: 'public', provenance: true });
    expect(rest.repository).toMatchObject({ type: 'git', directory: `packages/${folder}` });
    expect(rest.license).toBe('MIT');
    expect(read('packages', folder, 'LICENSE')).toBe(read('LICENSE'));
    expect(existsSync(join(root, 'packages', folder, 'README.md'))).toBe(true);
  });

  test('keeps the promises of the repository: Node floor, ES modules, no side effects', () => {
    expect(rest.engines).toEqual({ node: '>=20.19.0' });
    expect(rest).toMatchObject({ type: 'module', sideEffects: false });
    expect(files).toEqual(['dist', 'CHANGELOG.md']);
  });

  test('gives import and require their own types', () => {
    for (const [subpath, target] of Object.entries<Record<string, Record<string, string>>>(exports)) {
      if (subpath === './package.json') continue;
      expect(target).toEqual({
        import: {
          types: expect.stringMatching(/\.d\.ts$/),
          default: expect.stringMatching(/(?<!\.d)\.js$/),
        },
        require: { types: expect.stringMatching(/\.d\.cts$/), default: expect.stringMatching(/\.cjs$/) },
      });
    }
  });
});

describe.each(clients)('%s', (folder) => {
  test('depends on the runtime alone, in a range that the runtime of this repository meets', () => {
    const { version } = manifest('fetch-runtime');
    expect(manifest(folder).dependencies).toEqual({ '@acme/fetch-runtime': `^${version}` });
  });

  test('is laid out like every other client', () => {
    const like = (path: string): void => {
      expect(read('packages', folder, path)).toBe(read('packages', clients[0] ?? '', path));
    };
    for (const path of ['jest.config.mjs', 'tsconfig.json']) like(path);
    expect(manifest(folder).scripts).toEqual(manifest(clients[0] ?? '').scripts);
  });
});

describe.each(clients)('%s', (folder) => {
  test('hides no generated name behind one that its index takes from the runtime', () => {
    const declared = /^export (?:declare )?(?:interface|type|const|function|class) (\w+)/gm;
    const apis = readdirSync(join(root, 'packages', folder, 'src/generated/apis'));
    const files = ['models/index.ts', ...apis.map((file) => `apis/${file}`)];
    const generated = files.flatMap((file) =>
      [...read('packages', folder, 'src/generated', file).matchAll(declared)].map(([, name]) => name),
    );
    const taken = /export \{([^}]*)\} from '@acme\/fetch-runtime'/.exec(
      read('packages', folder, 'src/generated/index.ts'),
    )?.[1];
    const names = taken?.split(',').map((entry) => entry.replace('type ', '').trim());
    expect(names).toContain('Configuration');
    expect(generated.filter((name) => names?.includes(name ?? ''))).toEqual([]);
  });
});

// npm leaves out what its registry lacks, and `npm ci` then fails for a lock file that looks whole.
test('the lock file holds the optional packages of every platform, so that npm ci works on each', () => {
  const packages: Record<string, { optionalDependencies?: Record<string, string> }> = JSON.parse(
    read('package-lock.json'),
  ).packages;
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  const held = new Set(
    Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)),
  );
  expect(wanted.filter((name) => !held.has(name))).toEqual([]);
});

const locks = [
  '.',
  'tools/isolated/bench',
  'tools/isolated/compat',
  'tools/isolated/mutation',
  'tools/isolated/next',
  'tools/isolated/runtimes',
  'tools/isolated/workerd',
].map((at) => join(at, 'package-lock.json'));

test.each(locks)('%s names no registry', (lock) => {
  expect(read(lock)).not.toMatch(/"resolved": "https?:/);
});

test.each(locks)('%s holds a hash of every package that it names, of whatever platform', (lock) => {
  const packages: Record<string, { link?: boolean; integrity?: string }> = JSON.parse(read(lock)).packages;
  const installed = Object.entries(packages).filter(
    ([path, { link }]) => /(^|\/)node_modules\//.test(path) && !link,
  );
  expect(installed).not.toEqual([]);
  const unchecked = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
  expect(unchecked.map(([path]) => path)).toEqual([]);
});

test('no dependency runs code of its own when it is installed', () => {
  expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
});

test('npm ci installs none of the runtimes of `npm run compat`, and those are pinned', () => {
  const { dependencies, optionalDependencies } = JSON.parse(read('tools/isolated/compat/package.json'));
  for (const [name, version] of Object.entries({ ...dependencies, ...optionalDependencies })) {
    expect(version).toMatch(/^(?:npm:[\w-]+@)?\d+\.\d+\.\d+$/);
    expect(read('package-lock.json')).not.toContain(`"node_modules/${name}"`);
  }
  // What holds only for one platform must not break `npm ci` on another.
  const locked: Record<string, { os?: string[]; optional?: boolean }> = JSON.parse(
    read('tools/isolated/compat/package-lock.json'),
  ).packages;
  for (const { os, optional } of Object.values(locked)) if (os !== undefined) expect(optional).toBe(true);
});
