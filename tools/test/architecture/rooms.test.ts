import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/shared/providers.js';
import { importsIn } from './imports.js';
import { climbs } from './rooms.js';

/** The folders that have an index. */
function entriesOf(folder: string): string[] {
  const names = readdirSync(join(repositoryRoot, folder));
  return names
    .filter((name) => existsSync(join(repositoryRoot, folder, name, 'index.ts')))
    .map((name) => `${name}/`);
}

/** The rooms of a folder, from the ground up: each imports from itself and from those before it, and from none after it. */
const orders: Readonly<Record<string, readonly string[]>> = {
  'packages/fetch-runtime/src': [
    ...[
      'operation-info.ts',
      'media-type.ts',
      'get-in.ts',
      'shown-key.ts',
      'errors/',
      'platform/',
      'headers.ts',
      'call/',
    ],
    ...['middleware/', 'observability/', 'configuration.ts', 'operation.ts', 'json/', 'encode/', 'body/'],
    ...[
      'security/',
      'request/',
      'read/',
      'retry/',
      'send.ts',
      'base-api.ts',
      'base-client.ts',
      'pagination/',
      'stream/',
      'index.ts',
    ],
  ],
  'packages/auth-helpers/src': [
    ...['branded-error.ts', 'errors.ts', 'redacted.ts', 'configuration.ts', 'environment.ts'],
    ...['crypto/', 'http/', 'token/'],
    // Of a provider, Redis, or tests: entries of their own, which import nothing from each other.
    ...entriesOf('packages/auth-helpers/src'),
    'index.ts',
  ],
  'tools/src/generate': [
    ...[
      'run/',
      'openapi/',
      'read/',
      'lint/',
      'repair/',
      'normalise/',
      'model/',
      'types/',
      'pages/',
      'sandbox/',
      'render/',
    ],
    ...[
      'output/',
      'summary.ts',
      'steps.ts',
      'providers.ts',
      'generate.ts',
      'from-spec.ts',
      'command.ts',
      'cli.ts',
    ],
  ],
};

describe.each(Object.entries(orders))('in %s', (folder, order) => {
  const imports = importsIn(repositoryRoot, [folder]);
  const files = [...imports.keys()].map((file) => file.slice(folder.length + 1));

  test('imports point one way, types included', () => {
    expect(climbs(imports, folder, order)).toEqual([]);
  });

  test('every room that is named has files', () => {
    expect(order.filter((entry) => !files.some((file) => file.startsWith(entry)))).toEqual([]);
  });
});

test('folders of the helpers that are entries of their own import nothing from each other', () => {
  const imports = importsIn(repositoryRoot, ['packages/auth-helpers/src']);
  const folderOf = (file: string): string => file.split('/')[3]!;
  const entries = [...imports.keys()].filter((file) => file.endsWith('/index.ts')).map(folderOf);
  expect(entries.length).toBeGreaterThan(4);
  const across = [...imports].flatMap(([file, { sources }]) =>
    sources
      .filter((to) => entries.includes(folderOf(to)) && folderOf(to) !== folderOf(file))
      .map((to) => `${file} → ${to}`),
  );
  expect(across).toEqual([]);
});

test('an import of a later room is found, also of a room within a room, and so is a file without a place', () => {
  const imports = new Map(
    Object.entries({
      'x/a.ts': ['x/room/b.ts', 'y/z.ts'],
      'x/room/b.ts': ['x/room/c.ts', 'x/room/inner/d.ts'],
      'x/room/c.ts': [],
      'x/room/inner/d.ts': ['x/a.ts'],
    }).map(([file, sources]) => [file, { sources }]),
  );
  expect(climbs(imports, 'x', ['a.ts', 'room/', 'room/inner/'])).toEqual([
    'x/a.ts → x/room/b.ts',
    'x/room/b.ts → x/room/inner/d.ts',
  ]);
  expect(() => climbs(imports, 'x', ['a.ts'])).toThrow('room/b.ts has no place');
});
