import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { linted } from '../linted.js';
import { fileText, harmless, mutation } from './documents.js';
import { placesOf, renamed, textPlacesOf, withKey, withValue } from './mutate.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harmless-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['strict', 'strict'],
  ['lenient', 'lenient'],
] as const)('the harmless %s document is accepted under %s rules', async (base, rules) => {
  const file = join(folder, `${base}.yaml`);
  await writeFile(file, fileText(harmless[base]));
  const { document } = await linted(file, rules);
  expect(document).toEqual(harmless[base]);
});

test('every text of a document is a place, keys included', () => {
  const document = { a: ['b', { c: 'd' }], e: 1 };
  expect(textPlacesOf(document).map(({ value }) => value)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(placesOf(document)).toHaveLength(8);
});

test('a member that is renamed keeps its place, and both ends of a reference change', () => {
  const changed = withKey({ a: 1, b: 2 }, ['a'], '__proto__');
  expect(Object.keys(changed as object)).toEqual(['__proto__', 'b']);
  expect(withValue({ a: [1] }, ['a', 0], null)).toEqual({ a: [null] });
  expect(renamed({ x: { $ref: '#/y/x' }, '/p/{x}': ['x', 'xx'] }, 'x', 'a/b')).toEqual({
    'a/b': { $ref: '#/y/a~1b' },
    '/p/{a/b}': ['a/b', 'xx'],
  });
});

test('any mutated document can be written to a file and read from it', () => {
  fc.assert(
    fc.property(mutation, ({ document }) => {
      const text = fileText(document);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(document));
    }),
    { numRuns: 300 },
  );
});
