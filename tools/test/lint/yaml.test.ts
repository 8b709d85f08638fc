import fc from 'fast-check';
import { parseTexts, parseYaml } from '../../src/generate/read/yaml.js';

test.each([
  ['007: a', { '007': 'a' }],
  ['1.50: a', { '1.50': 'a' }],
  ['0x1F: {1e3: a}', { '0x1F': { '1e3': 'a' } }],
  ['true: a\nTRUE: b', { true: 'a', TRUE: 'b' }],
  ['~: a', { '~': 'a' }],
  ['200: 1\n0200: 2', { '200': 1, '0200': 2 }],
])('the keys of %j are texts, as they are written', (text, value) => {
  expect(parseYaml(text)).toEqual(value);
});

test('values are what JSON would read, also those that aliases and merge keys bring', () => {
  const text = 'a: &a [1, 0x1F, true, ~, 1.5, "1"]\nb: *a\nc: {<<: {n: 1}, m: }\n';
  const list = [1, 31, true, null, 1.5, '1'];
  expect(parseYaml(text)).toEqual({ a: list, b: list, c: { n: 1, m: null } });
});

test('a key that is written in two ways is two keys, and one that stands twice is refused', () => {
  expect(parseYaml('7: a\n07: b')).toEqual({ 7: 'a', '07': 'b' });
  expect(() => parseYaml('007: a\n007: b')).toThrow('duplicated mapping key');
});

test('any JSON is read as JSON.parse reads it, and its scalars as they are written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value);
      const own = /"__proto__"/.test(text) || /-0\b/.test(text);
      if (own) return;
      expect(parseYaml(text)).toEqual(JSON.parse(text));
      expect(parseTexts(JSON.stringify({ value: 12.5, text: '1.0' }))).toEqual({
        value: '12.5',
        text: '1.0',
      });
    }),
    { numRuns: 200 },
  );
});
