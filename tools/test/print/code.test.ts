import { inspect } from 'node:util';
import { type Code, distinct, imported, indented, isSame, join, sourceOf, ts } from '../../src/print/code.js';
import { literal } from '../../src/print/literal.js';
import { printedAt } from '../../src/print/printed-at.js';
import { prose, shownScalar } from '../../src/print/prose.js';
import { codeIn, templateData } from '../../src/print/template.js';
import { SpecError } from '../../src/shared/spec-error.js';

test('printed code takes printed code, and remembers what it has to import', () => {
  const type = ts`${imported('models')}.Pet`;
  const code = ts`const a: ${type} = ${literal("it's")};`;
  expect(sourceOf(code)).toBe("const a: models.Pet = 'it\\'s';");
  expect([...code.uses]).toEqual(['models']);
  expect([...join([code, ts`b`], ts`\n`).uses]).toEqual(['models']);
});

test('a text in printed code does not compile, and is refused at run time', () => {
  // @ts-expect-error: a text is no code.
  expect(() => ts`${'text'}`).toThrow(SpecError);
  // @ts-expect-error: nor is a number.
  expect(() => ts`${1}`).toThrow(SpecError);
  // @ts-expect-error: nor what looks like code.
  expect(() => ts`${{ uses: new Set<string>() }}`).toThrow(SpecError);
  // @ts-expect-error: nor nothing.
  expect(() => ts`${undefined}`).toThrow(SpecError);
  // @ts-expect-error: a list of texts is no list of code.
  expect(() => join(['text'], ts`, `)).toThrow(SpecError);
  expect(() => sourceOf('text' as unknown as Code)).toThrow(SpecError);
});

test('code cannot become text by the way', () => {
  const code = ts`a`;
  expect(() => `${code}`).toThrow(SpecError);
  expect(() => JSON.stringify({ code })).toThrow(SpecError);
  expect(() => String(code)).toThrow(SpecError);
  expect(inspect(code)).not.toContain("'a'");
});

test('pieces are compared by their text', () => {
  expect(isSame(ts`a${ts`b`}`, ts`ab`)).toBe(true);
  expect(distinct([ts`a`, ts`b`, ts`a`]).map(sourceOf)).toEqual(['a', 'b']);
});

test('lines move to the right, and no string with them', () => {
  expect(sourceOf(indented(ts`{\n  a: ${literal('x\ny')},\n}`))).toBe("{\n    a: 'x\\ny',\n  }");
});

test('a template is filled with printed code and nothing else', () => {
  const data = { name: ts`a`, list: [{ one: ts`b` }], shown: true };
  expect(templateData(data)).toEqual({ name: 'a', list: [{ one: 'b' }], shown: true });
  expect(codeIn(data).map(sourceOf)).toEqual(['a', 'b']);
  // @ts-expect-error: a text is no code.
  expect(() => templateData({ name: 'text' })).toThrow(SpecError);
  // @ts-expect-error: nor is a number.
  expect(() => templateData({ list: [1] })).toThrow(SpecError);
  // @ts-expect-error: nor null.
  expect(() => templateData({ name: null })).toThrow(SpecError);
});

test('prose takes texts and finite numbers; nothing else is made a text', () => {
  expect(prose`a ${'b'} ${1.5}`).toBe('a b 1.5');
  for (const value of [['code'], {}, null, undefined, Number.NaN, true])
    expect(() => prose`a ${value as string}`).toThrow(SpecError);
  expect([null, true, 1, 'a'].map(shownScalar)).toEqual(['null', 'true', '1', 'a']);
  expect(() => shownScalar([['code']])).toThrow(SpecError);
});

test('what cannot be printed is refused with its place', () => {
  const print = (): Code => literal(['code'] as unknown as string);
  expect(() => printedAt('/paths/~1a/get', () => printedAt('/inner', print))).toThrow(
    '#/inner: This must be text, a finite number, true, false or null; it is a list.',
  );
  expect(() => printedAt('/a', print)).toThrow(expect.objectContaining({ code: 'spec_unprintable' }));
  const other = new Error('other');
  expect(() =>
    printedAt('/a', () => {
      throw other;
    }),
  ).toThrow(other);
});
