import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const source = join(__dirname, '../src');

/** The rooms of `src`, from the ground up, and the rooms below that each may import. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  core: [],
  openapi: ['core'],
  faults: ['core'],
  common: ['core', 'faults'],
  journal: ['core', 'faults'],
  control: ['core', 'faults', 'journal'],
  entrances: ['core', 'faults', 'journal', 'control'],
  providers: ['core', 'openapi', 'common', 'entrances'],
  // What runs in the browser: of the server it knows types alone.
  page: ['core', 'journal', 'providers'],
  'sandbox-providers': ['core', 'providers'],
  command: ['core', 'faults', 'journal', 'entrances', 'providers', 'sandbox-providers'],
  cli: ['command', 'sandbox-providers'],
  index: ['common', 'entrances', 'journal', 'sandbox-providers'],
};

/** What is made from the folders of providers belongs to the room that uses it. */
const generated: Readonly<Record<string, string>> = {
  'generated/provider-name.ts': 'core',
  'generated/secret-names.ts': 'journal',
  'generated/pages.ts': 'page',
  'generated/providers.ts': 'sandbox-providers',
  'generated/exports.ts': 'sandbox-providers',
};

interface Import {
  readonly from: string;
  /** A path below `src`, or the name of a package. */
  readonly to: string;
  readonly isType: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);
const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(source, from), 'utf8');
  const found = [...text.matchAll(/^(?:import|export)(?<type> type)?\b[^;]*?from '(?<to>[^']+)'/gm)];
  return found.map(({ groups = {} }) => {
    const to = `${groups.to}`;
    const path = posix.join(posix.dirname(from), to).replace(/\.js$/, '.ts');
    return { from, to: to.startsWith('.') ? path : to, isType: groups.type !== undefined };
  });
});
const within = imports.filter(({ to }) => files.includes(to));

function roomOf(file: string): string {
  // A list of words, which imports nothing: the journal has to know them.
  if (/^providers\/[^/]+\/secret-names\.ts$/.test(file)) return 'core';
  return generated[file] ?? file.split(/[/.]/)[0]!;
}

/** The folder of a provider that a file is in. */
function providerOf(file: string): string | undefined {
  return /^providers\/([^/]+)\//.exec(file)?.[1];
}

const shown = ({ from, to }: Import): string => `${from} imports ${to}`;

test('every file is in a room, and imports from its own and from rooms below alone', () => {
  expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(rooms).sort());
  const climbing = within.filter(({ from, to }) => {
    const [room, other] = [roomOf(from), roomOf(to)];
    return room !== other && rooms[room]?.includes(other) !== true;
  });
  expect(climbing.map(shown)).toEqual([]);
  const order = Object.keys(rooms);
  for (const [room, below] of Object.entries(rooms)) {
    for (const other of below) expect(order.indexOf(other)).toBeLessThan(order.indexOf(room));
  }
});

test('no provider imports another, and nothing but the registry imports one', () => {
  const crossing = within.filter(({ from, to }) => {
    const provider = providerOf(to);
    return provider !== undefined && provider !== providerOf(from) && generated[from] === undefined;
  });
  expect(crossing.map(shown)).toEqual([]);
});

test('outside the folders of providers and their registry, no code knows one by its name', () => {
  const folders = readdirSync(join(source, 'providers'), { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  );
  const named = new RegExp(folders.map(({ name }) => `\\b${name.replaceAll('-', '[- ]?')}`).join('|'), 'i');
  const others = files.filter((file) => providerOf(file) === undefined && !file.startsWith('generated/'));
  const knowing = others.filter((file) =>
    named.test(withoutComments(readFileSync(join(source, file), 'utf8'))),
  );
  expect(knowing).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

test('no files import each other in a circle, types included', () => {
  const left = new Set(files);
  const importsLeft = (file: string): boolean =>
    within.some(({ from, to }) => from === file && to !== file && left.has(to));
  // What imports nothing that is left cannot be part of a circle.
  for (let count = -1; count !== left.size; ) {
    count = left.size;
    for (const file of left) if (!importsLeft(file)) left.delete(file);
  }
  expect([...left]).toEqual([]);
});

test('only the provider’s own msw entry and the way in through msw need msw', () => {
  const users = imports.filter(({ to }) => to === 'msw').map(({ from }) => from);
  expect(users.filter((file) => !/^(?:providers\/[^/]+|entrances)\/msw\.ts$/.test(file))).toEqual([]);
});

test.each([
  ['the msw entries', (file: string) => /^providers\/[^/]+\/msw\.ts$/.test(file), true],
  ['the page', (file: string) => file.startsWith('page/'), false],
])('%s run in browsers: nothing that they load is of Node.js', (_, isEntry, areTypesLoaded) => {
  const reached = new Set(files.filter(isEntry));
  expect(reached.size).toBeGreaterThan(0);
  const loaded = imports.filter(({ isType }) => areTypesLoaded || !isType);
  for (const file of reached)
    for (const { from, to } of loaded) if (from === file && files.includes(to)) reached.add(to);
  const ofNode = imports.filter(({ from, to }) => reached.has(from) && to.startsWith('node:'));
  expect(ofNode.map(shown)).toEqual([]);
});
