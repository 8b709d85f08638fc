import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type Expression, expressionsIn } from './expressions.js';
import { ask, asksAll, type Checked, hashOf, keep, knownLinear } from './linear-verdicts.js';

const root = path.join(import.meta.dirname, '../../..');
const { literals, made } = expressionsIn(root, [
  'tools/src',
  'packages/auth-helpers/src',
  'packages/fetch-runtime/src',
  'packages/provider-sandbox/src',
  'packages/provider-sandbox/scripts',
]);

/** What the checker cannot decide, and why it is linear all the same. */
const undecided: Readonly<Record<string, string>> = {
  "tools/src/print/names.ts new RegExp(String.raw`(?:(?!${wordCharacter})[\\s\\S])+`, 'u')":
    'What is repeated is one character, and nothing follows.',
  "tools/src/print/names.ts new RegExp(`^${start}${more}*$`, 'u')":
    'It is tried at one place, and each part is one character.',
  'tools/src/site/search.ts /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\\d+/g':
    'What may not follow makes it give back one letter.',
};

/** Regular expressions of a text that is known at run time only, and why they are linear all the same. */
const madeOf: Readonly<Record<string, string>> = {
  "tools/src/generate/lint/pattern.ts: new RegExp(pattern, 'u')":
    'It tells whether the pattern is one, and is given no text.',
};

/**
 * `{1,60}` is looked at as `{1,4}`, and the marks of PEM by their initials: a bounded repetition and a fixed text are
 * constant factors, and take the checker minutes.
 */
function shortened(source: string): string {
  const initials = source.replace(/-----(?:BEGIN|END)/g, '-B').replace(/(?:PUBLIC|PRIVATE) KEY-----/g, 'K-');
  return initials.replace(/\{(\d+)(?:(,)(\d*))?\}/g, (_, least: string, comma = '', most = '') => {
    const [from, to] = [Math.min(Number(least), 3), Math.min(Number(most), 4)];
    return `{${from}${comma}${most === '' ? '' : to}}`;
  });
}

const linear: Checked[] = [];

/** Those of the expressions that take more than time in proportion to the text, or cannot be decided. */
function notLinear(
  expressions: readonly Checked[],
  known: ReadonlySet<string> = knownLinear(root),
): Set<string> {
  const asked = new Map(
    expressions.map(([source, flags]): [string, Checked] => [
      `${flags}/${source}`,
      [shortened(source), flags],
    ]),
  );
  const isKnown = (one: Checked): boolean => known.has(hashOf(one));
  const unknown = [...new Map([...asked.values()].map((one) => [one.join(' '), one])).values()].filter(
    (one) => !isKnown(one),
  );
  const verdicts = ask(unknown);
  const found = new Set(unknown.filter((_, index) => verdicts[index]).map(hashOf));
  linear.push(...[...asked.values()].filter((one) => isKnown(one) || found.has(hashOf(one))));
  return new Set(
    expressions
      .filter(([source, flags]) => {
        const one = asked.get(`${flags}/${source}`)!;
        return !isKnown(one) && !found.has(hashOf(one));
      })
      .map(([source]) => source),
  );
}

const nameOf = ({ at, text }: Expression): string => `${at.replace(/:\d+$/, '')} ${text}`;

test('the checker tells linear from quadratic and exponential, also where a repetition is bounded', () => {
  // Asked anew each time: the checker itself is what is tried.
  const none = new Set<string>();
  const slow = ['a+$', '^(a+)+$', '<!--.*?-->', '(?:a{0,60}b?)+$'];
  const fast = ['^a+$', '^a{1,60}b', '"[^"]*"?'];
  expect(
    [
      ...notLinear(
        [...fast, ...slow].map((source): Checked => [source, '']),
        none,
      ),
    ].sort(),
  ).toEqual(slow.sort());
});

test('every regular expression of the sources takes time in proportion to the text', () => {
  expect(literals.length).toBeGreaterThan(300);
  const slow = notLinear(literals.map(({ source, flags }) => [source, flags]));
  const found = literals.filter(({ source }) => slow.has(source)).map(nameOf);
  expect(found.sort()).toEqual(Object.keys(undecided).sort());
}, 1_800_000);

test('a regular expression is made at run time in known places only', () => {
  expect([...made].sort()).toEqual(Object.keys(madeOf).sort());
});

test('the patterns of our descriptions, which the sandbox compiles, are linear in what a caller sends', () => {
  const folder = path.join(root, 'specs');
  const patterns = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    JSON.stringify(parse(readFileSync(path.join(folder, file), 'utf8')), (key, value: unknown) => {
      if (key === 'pattern' && typeof value === 'string') patterns.add(value);
      return value;
    });
  }
  expect(patterns.size).toBeGreaterThan(0);
  expect([...notLinear([...patterns].map((pattern) => [pattern, 'u']))]).toEqual([]);
});

test('what is written down of the checker is what it says: LINEAR_ALL=1 asks it about all, and writes it anew', () => {
  if (asksAll) keep(root, linear);
  // Some of it in each run, always the same, so that nobody can write down what is not so.
  const again = linear.filter((one) => /^[AB]/.test(hashOf(one)));
  expect(ask(again)).toEqual(again.map(() => true));
});
