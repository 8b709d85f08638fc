import { writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { build } from 'esbuild';
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
 */
export async function writePrograms(project: string, packages: readonly PackedPackage[]): Promise<void> {
  await writeFile(join(project, 'load.ts'), loadProgram(packages));
  await writeFile(join(project, 'program.ts'), program);
  await writeFile(join(project, 'cli.ts'), cliProgram);
  const common = { bundle: true, target: 'es2022', platform: 'neutral', absWorkingDir: project } as const;
  const external = ['@acme/*'];
  for (const format of ['esm', 'cjs'] as const) {
    const extension = format === 'esm' ? 'mjs' : 'cjs';
    for (const name of ['program', 'cli']) {
      await build({
        ...common,
        entryPoints: [`${name}.ts`],
        outfile: `${name}.${extension}`,
        format,
        external,
      });
    }
  }
  const conditions = ['workerd', 'worker', 'browser'];
  await build({ ...common, entryPoints: ['program.ts'], outfile: 'bundle.mjs', format: 'esm', conditions });
}

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

const cliProgram = `
import { run } from './program.ts';
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
