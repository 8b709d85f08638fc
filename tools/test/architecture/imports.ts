import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';

/** What a source imports, types and `import()` included. */
export interface Imports {
  /** Other sources: paths from the repository's root. */
  readonly sources: readonly string[];
  /** Packages and parts of Node: `node:path`, `@acme/fetch-runtime`, `vitepress`. */
  readonly packages: readonly string[];
}

/** Source → what it imports, of all sources below the folders. @param folders paths from the repository's root. */
export function importsIn(root: string, folders: readonly string[]): Map<string, Imports> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  );
  return new Map(files.sort().map((file) => [file, importsOf(file, readFileSync(join(root, file), 'utf8'))]));
}

/** @param file where the source is: relative imports start there. */
export function importsOf(file: string, source: string): Imports {
  // Not quick: a dynamic `import('…')` counts, too.
  const specifiers = ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
  const isRelative = (specifier: string): boolean => specifier.startsWith('.');
  return {
    sources: specifiers
      .filter(isRelative)
      .map((specifier) => join(dirname(file), specifier.replace(/\.js$/, '.ts'))),
    packages: specifiers.filter((specifier) => !isRelative(specifier)).map(packageOf),
  };
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Sources that import each other in a circle, each circle sorted (Tarjan's strongly connected components). */
export function circlesIn(imports: ReadonlyMap<string, Pick<Imports, 'sources'>>): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    open.push(file);
    for (const next of imports.get(file)?.sources ?? []) {
      if (!imports.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || imports.get(file)!.sources.includes(file)) circles.push(circle.sort());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles;
}
