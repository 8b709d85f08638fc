import * as fc from 'fast-check';
import { fileKey } from '../../src/print/file-key.js';
import { NameSet } from '../../src/print/free-names.js';

const characters = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

/** Other ways to write a text, one of which some file system takes for it. */
const ways: readonly ((text: string) => string)[] = [
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase().toUpperCase(),
  (text) => text.toUpperCase().toLowerCase(),
  ...['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => (text: string) => text.normalize(form)),
];

test('every character has one key in whatever case and form it is written', () => {
  const apart = characters.filter((one) =>
    ways.map((way) => way(one)).some((other) => other !== one && fileKey(other) !== fileKey(one)),
  );
  expect(apart).toEqual([]);
});

test('what a regular expression takes for one letter whatever its case has one key', () => {
  // The tables of simple folding (flag `u`) and of upper case by unit, as NTFS has them, are the engine's, not ours.
  const cased = characters.filter((one) => /[\p{Changes_When_Casemapped}\u0131\u1e9e]/u.test(one));
  expect(cased.length).toBeGreaterThan(2000);
  const lines = cased.join('\n');
  const apart = cased.flatMap((one) =>
    ['gimu', 'gim'].flatMap((flags) =>
      (lines.match(new RegExp(`^${one}$`, flags)) ?? []).filter((other) => fileKey(other) !== fileKey(one)),
    ),
  );
  expect(apart).toEqual([]);
}, 120_000);

test.each([
  ['\u017f', 's'],
  ['\u03c2', '\u03c3'],
  ['\u1e9e', '\u00df'],
  ['\u00df', 'SS'],
  ['\u212a', 'k'],
  ['\u0130', 'i'],
  ['\u0131', 'I'],
  ['\ufb01', 'FI'],
  ['a\u200db', 'AB'],
])('%s and %s are one name', (one, other) => {
  expect(fileKey(one)).toBe(fileKey(other));
});

test('letters of which no file system says that they are one keep a name each', () => {
  const names = ['a', 'b', 'o', '\u00f6', 'e', '\u00e9', '\u0430', '1', '_', '$', 'o\u0308\u0301', '\u540d'];
  expect(new Set(names.map(fileKey)).size).toBe(names.length);
});

test('whatever names are taken, no two of a set are one file in whatever way they are written', () => {
  const letters = fc.constantFrom(...'sSkKiIµßẞſKİıσςΣéÉﬁǆǅ\u0301\u0307\u0345\u200dᾳΑΙaA2');
  const name = fc.array(letters, { maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), fc.constantFrom(...ways), (wanted, way) => {
      const set = new NameSet();
      const taken = wanted.map((one) => set.take(one));
      const keys = taken.map((one, index) => fileKey(index % 2 === 0 ? one : way(one)));
      expect(new Set(keys).size).toBe(taken.length);
    }),
    { numRuns: 2000 },
  );
});
