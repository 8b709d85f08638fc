import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type PackedPackage, packAll } from '../../release/pack/pack-all.js';

const run = promisify(execFile);

/**
 * An empty npm project with the packed packages installed, `smoke.ts` and `types.ts`, and a program that uses them:
 *
 * - `program.mjs` exports `run(argument)`; with the origin of the server it loads every entry of every package by its
 *   name and makes the calls of `smoke.ts`, with the name of a cryptography it runs the behaviour suite of auth-helpers
 * - `cli.mjs` and `cli.cjs` print what it reports, for runtimes with a command line
 * - `bundle.mjs` is the program with the packages in it, as a bundler for edge runtimes makes it
 */
export interface Project {
  readonly folder: string;
  readonly packages: readonly PackedPackage[];
  /** Those that are run beside a program: only their types are used here. */
  readonly tools: readonly PackedPackage[];
}

/**
 * Packs the packages of the repository at `root` and installs the tarballs as a user would, but offline: what they
 * need apart from each other would fail here.
 *
 * @param base an empty folder for all of it, outside of the repository.
 * @throws Error when packing or installing fails.
 */
export async function makeProject(root: string, base: string): Promise<Project> {
  const [packed, folder] = [join(base, 'packed'), join(base, 'project')];
  for (const path of [packed, folder]) mkdirSync(path);
  // Tools are for Node, and have dependencies: tools/test/packages/sandbox-package.test.ts is about them.
  const all = await packAll(root, packed);
  const packages = all.filter(({ isTool }) => !isTool);
  const tools = all.filter(({ isTool }) => isTool);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const tarballs = packages.map(({ tarball }) => tarball);
  const flags = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  await run('npm', ['install', ...flags, ...tarballs], { cwd: folder });
  for (const file of ['smoke.ts', 'types.ts'])
    cpSync(join(root, 'tools/isolated/compat', file), join(folder, file));
  for (const part of ['behaviour', 'vectors']) {
    const [from, to] = [join(root, 'packages/auth-helpers/test', part), join(folder, 'suite', part)];
    cpSync(from, to, { recursive: true });
  }
  for (const tool of tools) await unpackBeside(root, folder, tool);
  await writePrograms(folder, packages);
  return { folder, packages, tools };
}

/** Puts a tool where its types are found, and msw, which is its user's. It is not installed: that takes a network. */
async function unpackBeside(root: string, folder: string, { name, tarball }: PackedPackage): Promise<void> {
  const place = join(folder, 'node_modules', name);
  mkdirSync(place, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', place]);
  const msw = join(folder, 'node_modules/msw');
  if (!existsSync(msw)) symlinkSync(join(root, 'node_modules/msw'), msw, 'junction');
}

const program = `
import { load } from './load.ts';
import { smoke } from './smoke.ts';
import { runBehaviour } from './suite/behaviour/run.ts';
const outcome = (work) => work.then(() => 'ok', (error) => String(error?.stack ?? error));
export async function run(argument) {
  if (!argument.startsWith('http:')) return runBehaviour(argument);
  return { load: await outcome(load()), call: await outcome(smoke(argument)) };
}
`;

const cli = `
import { run } from './program.ts';
run(globalThis.process.argv[2]).then((report) => console.log(JSON.stringify(report)));
`;

async function writePrograms(project: string, packages: readonly PackedPackage[]): Promise<void> {
  const sources = { 'load.ts': loadProgram(packages), 'program.ts': program, 'cli.ts': cli };
  for (const [name, source] of Object.entries(sources)) writeFileSync(join(project, name), source);
  const external = ['@acme/*'];
  const builds: BuildOptions[] = [
    { entryPoints: ['program.ts'], outfile: 'program.mjs', format: 'esm', external },
    { entryPoints: ['cli.ts'], outfile: 'cli.mjs', format: 'esm', external },
    { entryPoints: ['cli.ts'], outfile: 'cli.cjs', format: 'cjs', external },
    {
      ...{ entryPoints: ['program.ts'], outfile: 'bundle.mjs', format: 'esm' },
      conditions: ['workerd', 'worker', 'browser'],
    },
  ];
  for (const options of builds) {
    await build({
      ...{ bundle: true, target: 'es2022', platform: 'neutral', absWorkingDir: project },
      ...{ plugins: [installedEntries], ...options },
    });
  }
}

/** The suite imports the sources of the package's entries: here they are the entries of the installed package. */
const installedEntries: Plugin = {
  name: 'installed-entries',
  setup({ onResolve, resolve, initialOptions: { absWorkingDir } }) {
    onResolve({ filter: /^\.\.\/\.\.\/src\// }, ({ path, kind }) => {
      const [isEntry, subpath = ''] = /^\.\.\/\.\.\/src\/(?:([\w-]+)\/)?index\.js$/.exec(path) ?? [];
      if (isEntry === undefined)
        return { errors: [{ text: `the suite imports ${path}, which is no entry` }] };
      return resolve(posix.join('@acme/auth-helpers', subpath), { kind, resolveDir: absWorkingDir! });
    });
  },
};

/** The specifiers of a package: its name and those of its subpaths. */
export function entriesOf({ name, entries }: PackedPackage): string[] {
  return entries.map(({ subpath }) => posix.join(name, subpath));
}

/** All that a program loads is built on one runtime, and all helpers have one class of errors. */
function loadProgram(packages: readonly PackedPackage[]): string {
  const entries = packages.flatMap(entriesOf);
  const imports = entries.map((entry, index) => `import * as m${index} from '${entry}';`);
  const table = entries.map((entry, index) => `'${entry}': m${index}`).join(', ');
  return `${imports.join('\n')}
const modules = { ${table} };
const runtime = modules['@acme/fetch-runtime'];
const helpers = modules['@acme/auth-helpers'];
const isGood = (entry, module) => {
  if (entry === '@acme/auth-helpers/testing') return module.manualClock().nowMs() > 0;
  if (entry.startsWith('@acme/auth-helpers')) return new module.ConfigurationError('x') instanceof helpers.AuthError;
  const [, api] = /\\/apis\\/(\\w+)$/.exec(entry) ?? [];
  if (api !== undefined) return Object.getPrototypeOf(module[api]) === runtime.BaseAPI;
  return ['ResponseError', 'Configuration'].every((name) => typeof module[name] === 'function' && module[name] === runtime[name]);
};
export async function load() {
  const wrong = Object.entries(modules).filter(([entry, module]) => !isGood(entry, module));
  if (wrong.length > 0) throw new Error(wrong.map(([entry]) => entry).join(', ') + ': not built on the one runtime');
}
`;
}
