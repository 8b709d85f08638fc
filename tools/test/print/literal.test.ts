import * as fc from 'fast-check';
import ts from 'typescript';
import { sourceOf } from '../../src/print/code.js';
import {
  identifier,
  keyName,
  literal,
  literals,
  literalType,
  memberName,
  objectLiteral,
  textLiteral,
} from '../../src/print/literal.js';
import { isIdentifier } from '../../src/print/names.js';
import { SpecError } from '../../src/shared/spec-error.js';
import { hasUnseen } from '../../src/shared/text.js';
import { codePoint, hostileText } from '../hostile/texts.js';

const evaluated = (source: string): unknown => new Function(`return (${source})`)();

test.each([
  ["it's"],
  ['a"b'],
  ['`${x}`'],
  ['a\\b'],
  ['line\nbreak'],
  ['\u2028'],
  ['\u202e'],
  ['\ud800'],
  ["\\'"],
])('the literal of %j is TypeScript for exactly that text', (text) => {
  expect(evaluated(sourceOf(literal(text)))).toBe(text);
});

test('the literal of any text is that text, with nothing unseen in the source', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ unit: codePoint })), (text) => {
      const source = sourceOf(literal(text));
      expect(evaluated(source)).toBe(text);
      expect(hasUnseen(source)).toBe(false);
      expect(source).not.toMatch(/[\n\r]|[#@]\s*source(Mapping)?URL/);
    }),
    { numRuns: 3000 },
  );
});

test('numbers, truth values and null are their own literals; whatever else is refused', () => {
  expect([0, -1.5, 1e21, true, null].map((value) => sourceOf(literal(value)))).toEqual([
    ...['0', '-1.5', '1e+21', 'true', 'null'],
  ]);
  const wrong = [
    ['code'],
    {},
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    new String('a'),
    () => 'a',
  ];
  for (const value of wrong) expect(() => literal(value as string)).toThrow(SpecError);
  for (const value of [1, null, ['a']] as unknown[])
    expect(() => textLiteral(value as string)).toThrow(SpecError);
  expect(() => literals('code' as unknown as string[])).toThrow(SpecError);
  expect(() => literals([['code']] as unknown as string[])).toThrow(SpecError);
});

test('the type of a JSON value is that value, at any depth', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const source = `type A = ${sourceOf(literalType(value))};`;
      const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.ESNext);
      expect((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
      expect(file.statements).toHaveLength(1);
    }),
  );
  expect(sourceOf(literalType({ a: [1, "it's", null], __proto__: 1 }))).toBe("{ 'a': [1, 'it\\'s', null] }");
  expect(() => literalType({ a: undefined })).toThrow(SpecError);
});

test('a member is named by an identifier or by a string, whatever the text', () => {
  fc.assert(
    fc.property(hostileText, (name) => {
      const made = evaluated(`{ ${sourceOf(keyName(name))}: 1 }`) as object;
      expect(Object.entries(made)).toEqual([[name, 1]]);
      expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    }),
    { numRuns: 1000 },
  );
  expect(sourceOf(memberName('__proto__'))).toBe("'__proto__'");
  expect(sourceOf(memberName('class'))).toBe('class');
  expect(sourceOf(memberName('a b'))).toBe("'a b'");
  expect(sourceOf(objectLiteral([]))).toBe('');
});

test.each(['', 'a b', '1a', 'class', 'await', 'a-b', 'a\u200d', '\u3164', 'a;b', 'a\u202e', '\u{20bb7}'])(
  '%j is no identifier and is refused as one',
  (name) => {
    expect(() => identifier(name)).toThrow(SpecError);
  },
);

test('what counts as an identifier does so for every compiler that we support, and is seen', () => {
  const wrong: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    const character = String.fromCodePoint(point);
    const isPart = isIdentifier(`a${character}`);
    if (isPart && !ts.isIdentifierPart(point, ts.ScriptTarget.ES2015)) wrong.push(point.toString(16));
    if (isPart && hasUnseen(character)) wrong.push(point.toString(16));
    if (isPart && /\p{Default_Ignorable_Code_Point}/u.test(character)) wrong.push(point.toString(16));
    if (isIdentifier(character) && !ts.isIdentifierStart(point, ts.ScriptTarget.ES2015))
      wrong.push(point.toString(16));
  }
  expect(wrong).toEqual([]);
  for (const name of ['größe', 'имя', 'שם', 'اسم', 'नाम', 'ชื่อ', '名前', '이름', '$', '_1']) {
    expect([name, isIdentifier(name)]).toEqual([name, true]);
  }
});
