import { writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import type { PackedPackage } from './pack.js';

/** What a program reports of one module format: `ok`, or what went wrong. */
export interface ProgramReport {
  readonly load: string;
  readonly call: string;
}

/**
 * Writes the programs that the runtimes run into `project`, where the packages are installed and `smoke.ts` is:
 *
 * - `program.mjs` and `program.cjs` export `run(origin)`; they load every entry of every package by its name
 * - `cli.mjs` and `cli.cjs` print what it reports, for runtimes with a command line
 * - `bundle.mjs` is the program with the packages in it, as a bundler for edge runtimes makes it
 * - `suite.mjs`, `suite-cli.mjs`, `suite-cli.cjs` and `suite-bundle.mjs` are the same for the behaviour suite, which is
 *   in the folder `suite`
 */
export async function writePrograms(project: string, packages: readonly PackedPackage[]): Promise<void> {
  await writeFile(join(project, 'load.ts'), loadProgram(packages));
  await writeFile(join(project, 'program.ts'), program);
  await writeFile(
    join(project, 'suite.ts'),
    `export { runBehaviour as run } from './suite/behaviour/run.ts';`,
  );
  const common = { bundle: true, target: 'es2022', platform: 'neutral', absWorkingDir: project } as const;
  const make = (name: string, outfile: string, options: BuildOptions): Promise<unknown> =>
    build({ ...common, entryPoints: [`${name}.ts`], outfile, plugins: [installedEntries], ...options });
  const external = ['@acme/*'];
  const conditions = ['workerd', 'worker', 'browser'];
  for (const [name, cli, bundle] of [
    ['program', 'cli', 'bundle.mjs'],
    ['suite', 'suite-cli', 'suite-bundle.mjs'],
  ] as const) {
    await writeFile(join(project, `${cli}.ts`), cliOf(name));
    await make(name, `${name}.mjs`, { format: 'esm', external });
    await make(cli, `${cli}.mjs`, { format: 'esm', external });
    await make(cli, `${cli}.cjs`, { format: 'cjs', external });
    await make(name, bundle, { format: 'esm', conditions });
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

const program = `
import { load } from './load.ts';
import { smoke } from './smoke.ts';
const outcome = (work) => work.then(() => 'ok', (error) => String(error?.stack ?? error));
export async function run(origin) {
  return { load: await outcome(load()), call: await outcome(smoke(origin)) };
}
`;

const cliOf = (name: string): string => `
import { run } from './${name}.ts';
run(globalThis.process.argv[2]).then((report) => console.log(JSON.stringify(report)));
`;

function loadProgram(packages: readonly PackedPackage[]): string {
  const entries = packages.flatMap(entriesOf);
  const imports = entries.map((entry, index) => `import * as m${index} from '${entry}';`);
  const table = entries.map((entry, index) => `'${entry}': m${index}`).join(', ');
  return `${imports.join('\n')}
const modules = { ${table} };
const runtime = modules['@acme/fetch-runtime'];
export async function load() {
  for (const [entry, module] of Object.entries(modules)) {
    if (entry === '@acme/auth-helpers/testing') {
      if (!(module.manualClock().nowMs() > 0)) throw new Error(entry + ' has no clock');
      continue;
    }
    if (entry.startsWith('@acme/auth-helpers')) {
      if (!(new module.ConfigurationError('x') instanceof modules['@acme/auth-helpers'].AuthError)) throw new Error(entry + ' has errors of its own');
      continue;
    }
    const [, api] = /\\/apis\\/(\\w+)$/.exec(entry) ?? [];
    const shared = api === undefined ? ['ResponseError', 'Configuration'].map((name) => [module[name], runtime[name]])
      : [[Object.getPrototypeOf(module[api]), runtime.BaseAPI]];
    for (const [own, expected] of shared) {
      if (typeof own !== 'function' || own !== expected) throw new Error(entry + ' is not built on the one runtime');
    }
  }
}
`;
}
