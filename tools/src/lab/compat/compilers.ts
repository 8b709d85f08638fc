import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf, type Project } from './project.js';
import { complaints } from './runtimes.js';
import { type Cell, type Row, rowOf } from './table.js';

export interface Compiler {
  /** With its version. */
  readonly name: string;
  /** The path of its `tsc`; `undefined` where it is not installed. */
  readonly tsc: string | undefined;
}

/** How a project finds modules, and whether it runs in a browser or on a server. */
const settings = [
  { resolution: 'node16', hasDom: false },
  { resolution: 'node16', hasDom: true },
  { resolution: 'bundler', hasDom: true },
];

/** Writes what `compile` compiles: as `.mts`, and as `.cts` where the resolution knows the difference. */
export function writeConsumers({ folder, packages, tools }: Project): void {
  for (const extension of ['mts', 'cts']) {
    writeFileSync(join(folder, `entries.${extension}`), exportsOf(packages));
    writeFileSync(join(folder, `tools.${extension}`), exportsOf(tools));
    for (const name of ['smoke', 'types'])
      cpSync(join(folder, `${name}.ts`), join(folder, `${name}.${extension}`));
  }
}

/**
 * The row of a compiler. ESM and CommonJS: the smoke program and an import of every entry compile; types: results are
 * what the description says and wrong calls are refused, and those of the tools compile. Each with and without the DOM
 * library, declarations included.
 *
 * @param root Where `node_modules/@types/node` is: the types of `fetch` without DOM.
 */
export async function compile({ name, tsc }: Compiler, project: Project, root: string): Promise<Row> {
  if (tsc === undefined) return rowOf(name, 'not installed', ['ESM', 'CommonJS', 'types']);
  const found: Record<'ESM' | 'CommonJS' | 'types', string[]> = { ESM: [], CommonJS: [], types: [] };
  for (const { resolution, hasDom } of settings) {
    const config = `tsconfig.${resolution}.${hasDom ? 'dom' : 'no-dom'}.json`;
    writeFileSync(join(project.folder, config), JSON.stringify(tsconfig(root, resolution, hasDom)));
    const said = await complaints(process.execPath, [tsc, '-p', config], project.folder);
    for (const line of said.split('\n')) {
      if (!isOurs(line, project)) continue;
      const cell = line.includes('.cts') ? 'CommonJS' : /^(?:smoke|entries)/.test(line) ? 'ESM' : 'types';
      found[cell].push(`${config}: ${line}`);
    }
  }
  const cell = (lines: readonly string[]): Cell => (lines.length === 0 ? 'ok' : { failed: lines.join('\n') });
  const cells = { ESM: cell(found.ESM), CommonJS: cell(found.CommonJS), types: cell(found.types) };
  return { name, cells: { ...rowOf(name, 'n/a', []).cells, ...cells } };
}

/** The types of msw, which a tool's user has beside it, are not ours to check. */
function isOurs(line: string, { packages, tools }: Project): boolean {
  if (line === '' || line.startsWith(' ')) return false;
  const [path = ''] = line.split('(', 1);
  const place = path.lastIndexOf('node_modules/');
  if (place < 0) return true;
  const inside = path.slice(place + 'node_modules/'.length);
  return [...packages, ...tools].some(({ name }) => inside.startsWith(`${name}/`));
}

function exportsOf(packages: Project['packages']): string {
  const lines = packages.flatMap(entriesOf).map((entry, at) => `export * as entry${at} from '${entry}';`);
  return lines.join('\n');
}

function tsconfig(root: string, resolution: string, hasDom: boolean): object {
  const extensions = resolution === 'node16' ? ['mts', 'cts'] : ['mts'];
  return {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
      target: 'es2022',
      module: resolution === 'node16' ? 'node16' : 'es2022',
      moduleResolution: resolution,
      lib: hasDom ? ['es2022', 'dom', 'dom.iterable'] : ['es2022'],
      types: hasDom ? [] : ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    },
    files: extensions.flatMap((extension) =>
      ['entries', 'smoke', 'tools', 'types'].map((name) => `${name}.${extension}`),
    ),
  };
}
