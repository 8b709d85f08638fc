import fc from 'fast-check';
import { Patterns } from '../../src/generate/lint/pattern.js';
import { okPaths, problemsOf, spec } from './fixtures/cases.js';

const characters = [...'abcXZ019 _-.\\/[](){}*+?^$|:,<=!"\'\n\t\u00a0\u2028\ufeff', 'é', '😀', '𝒳'];
const text = fc.array(fc.constantFrom(...characters), { maxLength: 12 }).map((parts) => parts.join(''));

const inClass = fc.constantFrom(
  'a-c',
  'X',
  '0-9',
  '.',
  '\\s',
  '\\d',
  '\\w',
  '\\-',
  '\\]',
  '[',
  '(',
  '?',
  '\\u00e9',
  '\\b',
  '\\u{1F600}',
);
const atom = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'X',
    '1',
    '.',
    '\\s',
    '\\S',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\.',
    '\\/',
    '\\\\',
    '\\t',
    '\\n',
    '\\v',
  ),
  fc.constantFrom(
    '\\b',
    '^',
    '$',
    '\\u0061',
    '\\x61',
    '\\u{1d4b3}',
    '\\ud83d\\ude00',
    'é',
    '😀',
    '\\p{L}',
    '\\P{L}',
    '\\0',
    '\\(',
  ),
  fc.array(inClass, { minLength: 1, maxLength: 4 }).map((parts) => `[${parts.join('')}]`),
  fc.array(inClass, { minLength: 1, maxLength: 4 }).map((parts) => `[^${parts.join('')}]`),
);
const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '+?');
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(atom, quantifier).map((parts) => parts.join('')),
    fc.tuple(tie('pattern'), quantifier).map(([inner, times]) => `(${inner})${times}`),
    fc.tuple(tie('pattern'), quantifier).map(([inner, times]) => `(?:${inner})${times}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one}|${other})`),
  ),
  pattern: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
}));

function native(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}

test('a pattern matches what it matches in ECMAScript', () => {
  let decided = 0;
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 5 }), (source, values) => {
      const expected = native(source);
      for (const value of values) {
        const found = new Patterns().matches(value, source);
        if (found === undefined) continue;
        decided += 1;
        expect({ source, value, found }).toEqual({ source, value, found: expected?.test(value) });
      }
    }),
    { numRuns: 3000 },
  );
  expect(decided).toBeGreaterThan(1000);
});

test.each(['^(a+)+$', '^(a|aa)+$', '(.*)*x', '^([a-z]+)*[0-9]$', '(a*)*b', '^(?:(?:a?){20}){20}b$'])(
  'the pattern %s is evaluated on a long text, in time that is proportional to it',
  (source) => {
    expect(new Patterns().matches(`${'a'.repeat(50_000)}!`, source)).toBe(false);
  },
);

test.each([
  ['(?=a)a', /looks ahead or back/],
  ['(?<=a)b', /looks ahead or back/],
  ['(a)\\1', /looks ahead or back/],
  ['a{5000}', /looks ahead or back/],
  ['[]', /looks ahead or back/],
  ['(', /no regular expression/],
  ['(?i)a', /no regular expression/],
  ['a'.repeat(1001), /more than 1000 characters/],
])('the pattern %.20s is not evaluated, and it is said why', (source, reason) => {
  const patterns = new Patterns();
  expect(patterns.matches('a', source)).toBeUndefined();
  expect(patterns.unevaluated.get(source)).toMatch(reason);
});

test('what the patterns of a document may take together has an end, counted in steps', () => {
  const patterns = new Patterns();
  const value = 'a'.repeat(100_000);
  const found = Array.from({ length: 200 }, (_, index) => patterns.matches(value, `^a*b{${index}}$`));
  expect(found[0]).toBe(true);
  expect(found.at(-1)).toBeUndefined();
  expect(patterns.unevaluated.get('^a*b{199}$')).toBe('it takes too long');
});

test('a pattern that takes for ever, beside an example, is evaluated as any other', async () => {
  const schema = `components:\n  schemas:\n    A:\n      type: string\n      pattern: '^(a+)+$'\n      example: ${'a'.repeat(40)}! #!\n`;
  const problems = await problemsOf(spec(okPaths, schema), 'strict');
  expect(problems.filter(({ rule }) => rule === 'example-valid')).toMatchObject([
    { message: 'The example does not fit its schema: it does not match `^(a+)+$`.' },
  ]);
});
