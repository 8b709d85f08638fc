import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SetupError } from '../../shared/failure.js';
import type { Tree } from '../../shared/tree.js';
import type { Session } from '../run/session.js';

/** The flags our users may have switched on; with `types: []` and the DOM library as the only ambient types. */
const compilerOptions = {
  target: 'ES2022',
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  types: [],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noUncheckedIndexedAccess: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  declaration: true,
  isolatedDeclarations: true,
  skipLibCheck: true,
};

const shownAtMost = 20;

/**
 * Compiles new trees, strictly and all in one go, before anything takes their place.
 *
 * @param trees client → its files; they are written to the work folder.
 * @throws SetupError when one does not compile. That is a fault of these tools, never of a description.
 */
export async function checkTrees(trees: ReadonlyMap<string, Tree>, session: Session): Promise<void> {
  const folder = join(session.work, 'check');
  const files: string[] = [];
  for (const [name, tree] of trees) {
    for (const [path, text] of Object.entries(tree)) {
      const file = join(folder, name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      if (path.endsWith('.ts')) files.push(`${name}/${path}`);
    }
  }
  const runtime = join(session.root, 'packages', 'fetch-runtime', 'src', 'index.ts');
  const paths = { '@acme/fetch-runtime': [runtime] };
  // NodeNext takes a .ts file for an ES module only below a package.json that says so.
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, paths }, files }),
  );
  const args = [compilerOf(session.root), '-p', 'tsconfig.json', '--pretty', 'false'];
  const { exit, output } = await session.execute(process.execPath, args, { cwd: folder });
  if (exit === 0) return;
  const errors = output.split(/\r?\n/).filter((line) => /\berror TS\d+/.test(line));
  const ours = errors.filter((line) => !/^(\.\.|[A-Za-z]:|\/)/.test(line));
  if (errors.length > 0 && ours.length === 0) {
    throw new SetupError(
      'not_compiling',
      `The generated code was not checked: packages/fetch-runtime does not compile.\n${list(errors)}`,
    );
  }
  throw new SetupError(
    'not_compiling',
    'The generator made code that does not compile. That is a fault of tools/src/generate or tools/templates: please report it, ' +
      `with the description that leads to it.\n${ours.length > 0 ? list(ours) : output.trim()}`,
  );
}

function list(errors: readonly string[]): string {
  const rest = errors.length - shownAtMost;
  return [...errors.slice(0, shownAtMost), ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n');
}

/** The compiler of the repository, not the older one that the tools have beside them for its programming interface. */
function compilerOf(root: string): string {
  const manifest = createRequire(join(root, 'package.json')).resolve('typescript/package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: { tsc: string } };
  const path = join(dirname(manifest), bin.tsc);
  if (!existsSync(path))
    throw new SetupError('not_compiling', 'The TypeScript compiler is missing: run `npm ci`.');
  return path;
}
