import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/providers.js';
import { circles, importGraph, importsOf, upwardImports } from './import-graph.js';

/** Circles that are still to be untied. Take one out of the list with the circle. */
const known: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'packages/provider-sandbox': [
    ['commerce-connect/order-book.ts', 'commerce-connect/sale.ts'],
    ['server/announcement.ts', 'server/start.ts'],
    ['spec/answers.ts', 'spec/spec.ts'],
  ],
  tools: [
    ['generate/docs/conform.ts', 'generate/docs/make.ts', 'generate/docs/value.ts'],
    [
      'quickstart/commerce-connect.ts',
      'quickstart/finicity.ts',
      'quickstart/mailinabox.ts',
      'quickstart/plo.ts',
      'quickstart/tour.ts',
    ],
  ],
};

const sources = [...readdirSync(join(repositoryRoot, 'packages')).map((name) => `packages/${name}`), 'tools']
  .filter((folder) => existsSync(join(repositoryRoot, folder, 'src')))
  .sort();

test.each(sources)('no file of %s imports itself by way of others, types included', (folder) => {
  const graph = importGraph(join(repositoryRoot, folder, 'src'));
  expect(graph.size).toBeGreaterThan(0);
  const listed = (known[folder] ?? []).map(String);
  expect(circles(graph).filter((circle) => !listed.includes(String(circle)))).toEqual([]);
});

test('a circle is found where the import is of a type, of a side effect or dynamic, and where a file re-exports', () => {
  const imports = [
    "import type { B } from './b.js';",
    "import './b.js';",
    "export const b = () => import('./b.js');",
    "export * from './b.js';",
    "export type { B } from './b.js';",
    "export type B = import('./b.js').B;",
  ];
  for (const text of imports) {
    const graph = new Map([
      ['room/a.ts', importsOf('room/a.ts', text)],
      ['room/b.ts', importsOf('room/b.ts', "import { c } from '../c.js';")],
      ['c.ts', importsOf('c.ts', "import { a } from './room/a.js'; import 'node:fs';")],
      ['d.ts', importsOf('d.ts', "import './room/a.js';")],
    ]);
    expect({ text, circles: circles(graph) }).toEqual({
      text,
      circles: [['c.ts', 'room/a.ts', 'room/b.ts']],
    });
  }
});

test('an import of a room that comes later is found, and so is a file without a place', () => {
  const graph = new Map([
    ['a.ts', ['room/b.ts']],
    ['room/b.ts', ['room/c.ts']],
    ['room/c.ts', []],
    ['d.ts', ['a.ts']],
  ]);
  expect(upwardImports(graph, ['a.ts', 'room/', 'd.ts'])).toEqual(['a.ts > room/b.ts']);
  expect(() => upwardImports(graph, ['a.ts', 'room/'])).toThrow('d.ts has no place');
});

/** The rooms and files of the runtime, from the ground up: each imports from those before it and from none after it. */
const runtime = [
  'operation-info.ts',
  'media-type.ts',
  'get-in.ts',
  'errors/',
  'platform/',
  'headers.ts',
  'call/',
  'middleware/',
  'observability/',
  'configuration.ts',
  'operation.ts',
  'json/',
  'encode/',
  'body/',
  'security/',
  'request/',
  'read/',
  'retry/',
  'send.ts',
  'base-api.ts',
  'pagination/',
  'stream/',
  'index.ts',
];

/** The same for the helpers: what all providers share, then one folder for each of them. */
const helpers = [
  'branded-error.ts',
  'errors.ts',
  'redacted.ts',
  'crypto/',
  'http/',
  'token/',
  'commerce-connect/',
  'finicity/',
  'mailinabox/',
  'plo/',
  'redis/',
  'testing/',
  'index.ts',
];

test.each([
  ['fetch-runtime', runtime],
  ['auth-helpers', helpers],
])('the rooms of %s import in one direction, types included', (name, rooms) => {
  const graph = importGraph(join(repositoryRoot, 'packages', name, 'src'));
  expect(upwardImports(graph, rooms)).toEqual([]);
  const files = [...graph.keys()];
  expect(rooms.filter((room) => !files.some((file) => file.startsWith(room)))).toEqual([]);
});

test('a folder of auth-helpers that is an entry of its own imports from no other such folder', () => {
  const graph = importGraph(join(repositoryRoot, 'packages/auth-helpers/src'));
  const folder = (file: string): string => file.split('/', 1)[0]!;
  const entries = [...graph.keys()].filter((file) => file.endsWith('/index.ts')).map(folder);
  expect(entries.length).toBeGreaterThan(4);
  const across = [...graph].flatMap(([file, imports]) =>
    imports
      .filter((other) => entries.includes(folder(other)) && folder(other) !== folder(file))
      .map((other) => `${file} > ${other}`),
  );
  expect(across).toEqual([]);
});
