import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../src/providers.js';

const src = path.join(repositoryRoot, 'tools/src');

/** The rooms of the pipeline, from the ground up: each may import from itself and from those above it in this list. */
const rooms = [
  'shared',
  'print',
  'generate/run',
  'generate/openapi',
  'generate/read',
  'generate/lint',
  'generate/normalise',
  'generate/model',
  'generate/types',
  'generate/pages',
  'generate/sandbox',
  'generate/render',
  'generate/output',
  'generate',
];

/** A file and the files that it imports, types included; relative to `tools/src`. */
type Imports = ReadonlyMap<string, readonly string[]>;

function importsOf(files: Readonly<Record<string, string>>): Imports {
  return new Map(
    Object.entries(files).map(([file, text]) => {
      const found = text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']*)\.js'/g);
      return [file, [...found].map(([, to]) => `${path.posix.join(path.posix.dirname(file), to!)}.ts`)];
    }),
  );
}

/** The room of a file: the innermost of those that it lies in. */
function roomOf(file: string): string | undefined {
  return [...rooms]
    .sort((one, other) => other.length - one.length)
    .find((room) => file.startsWith(`${room}/`));
}

/** Imports that lead up, or out of the rooms. */
function climbs(imports: Imports): string[] {
  return [...imports].flatMap(([file, targets]) => {
    const room = roomOf(file);
    if (room === undefined) return [];
    return targets.flatMap((to) => {
      const target = roomOf(to);
      const isAllowed =
        target === undefined
          ? room === 'generate' && to === 'providers.ts'
          : rooms.indexOf(target) <= rooms.indexOf(room);
      return isAllowed ? [] : [`${file} -> ${to}`];
    });
  });
}

/** Files that lead back to themselves. */
function circles(imports: Imports): string[] {
  const leadsTo = (from: string): Set<string> => {
    const seen = new Set(imports.get(from) ?? []);
    for (const next of seen) for (const to of imports.get(next) ?? []) seen.add(to);
    return seen;
  };
  return [...imports.keys()].filter((file) => leadsTo(file).has(file));
}

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && roomOf(name) !== undefined);
const imports = importsOf(
  Object.fromEntries(sources.map((name) => [name, readFileSync(path.join(src, name), 'utf8')])),
);

test('every room of the list has files, and every folder of the pipeline is a room', () => {
  expect(new Set(sources.map(roomOf))).toEqual(new Set(rooms));
  const named = sources.flatMap((name) => /^generate\/[^/]+(?=\/)/.exec(name) ?? []);
  expect(named.filter((name) => !rooms.includes(name))).toEqual([]);
});

test('imports point one way, types included', () => {
  expect(climbs(imports)).toEqual([]);
});

test('no file leads back to itself, types included', () => {
  expect(circles(imports)).toEqual([]);
});

test('an import that climbs or leads back is found', () => {
  const wrong = importsOf({
    'generate/read/a.ts': "import type { A } from '../lint/b.js';",
    'generate/lint/b.ts': "export { a } from '../read/a.js';\nconst c = await import('../../site/c.js');",
  });
  expect(climbs(wrong)).toEqual([
    'generate/read/a.ts -> generate/lint/b.ts',
    'generate/lint/b.ts -> site/c.ts',
  ]);
  expect(circles(wrong)).toEqual(['generate/read/a.ts', 'generate/lint/b.ts']);
});
