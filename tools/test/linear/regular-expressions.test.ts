import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type Expression, expressionsIn } from './expressions.js';

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

/** Those of the expressions that take more than time in proportion to the text, or cannot be decided. */
function notLinear(expressions: readonly (readonly [source: string, flags: string])[]): Set<string> {
  const different = [...new Map(expressions.map((one) => [one.join(' '), one])).values()];
  const checked = execFileSync(process.execPath, [path.join(import.meta.dirname, 'checker.mjs')], {
    input: JSON.stringify(different.map(([source, flags]) => [shortened(source), flags])),
    encoding: 'utf8',
  });
  const linear = JSON.parse(checked) as boolean[];
  return new Set(different.filter((_, index) => !linear[index]).map(([source]) => source));
}

const nameOf = ({ at, text }: Expression): string => `${at.replace(/:\d+$/, '')} ${text}`;

test('the checker tells linear from quadratic and exponential, also where a repetition is bounded', () => {
  const slow = ['a+$', '^(a+)+$', '<!--.*?-->', '(?:a{0,60}b?)+$'];
  const fast = ['^a+$', '^a{1,60}b', '"[^"]*"?'];
  expect([...notLinear([...fast, ...slow].map((source) => [source, '']))].sort()).toEqual(slow.sort());
}, 600_000);

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
}, 600_000);
