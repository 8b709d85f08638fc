import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** Each source file of a folder, and the files of that folder which it imports, `import type` included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** @param folder Such as `packages/fetch-runtime/src`; paths in the graph are below it, with `/`. */
export function importGraph(folder: string): ImportGraph {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => name.replaceAll('\\', '/'));
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(join(folder, file), 'utf8'))]));
}

/** The relative imports and re-exports in a source text, as paths of source files. */
export function importsOf(file: string, text: string): readonly string[] {
  return ts
    .preProcessFile(text)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts'));
}

/** The groups of files that import each other, directly or by way of others, each in alphabetical order (Tarjan 1972). */
export function circles(graph: ImportGraph): readonly (readonly string[])[] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): number => {
    const place = order.size;
    order.set(file, place);
    lowest.set(file, place);
    open.push(file);
    const imports = graph.get(file) ?? [];
    for (const other of imports) {
      const reached = !order.has(other) ? visit(other) : open.includes(other) ? order.get(other)! : place;
      lowest.set(file, Math.min(lowest.get(file)!, reached));
    }
    if (lowest.get(file) === place) {
      const circle = open.splice(open.indexOf(file)).sort();
      if (circle.length > 1 || imports.includes(file)) found.push(circle);
    }
    return lowest.get(file)!;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return found;
}

/** The imports of a room or file that comes later in `order`, as `from > to`. Within a room anything goes. */
export function upwardImports(graph: ImportGraph, order: readonly string[]): readonly string[] {
  const levelOf = (file: string): number => {
    const level = order.findIndex(
      (entry) => file === entry || (entry.endsWith('/') && file.startsWith(entry)),
    );
    if (level < 0) throw new Error(`${file} has no place in the order: add it, or move it into a room`);
    return level;
  };
  return [...graph].flatMap(([file, imports]) =>
    imports.filter((other) => levelOf(other) > levelOf(file)).map((other) => `${file} > ${other}`),
  );
}
