import * as fc from 'fast-check';
import ts from 'typescript';
import { sourceOf } from '../../src/print/code.js';
import { comment, commentLines, type Paragraph, Tag } from '../../src/print/comment.js';
import { SpecError } from '../../src/shared/spec-error.js';
import { hasUnseen } from '../../src/shared/text.js';
import { hostileText } from '../hostile/texts.js';

const text = (...paragraphs: readonly Paragraph[]): string[] => commentLines(...paragraphs).map(sourceOf);

test('paragraphs have an empty line between them; nothing comes of what has no text', () => {
  expect(text('a\r\nb\u2028c', undefined, ' \u0000 ', 'd  \n\n  e')).toEqual([
    ' a',
    ' b',
    ' c',
    '',
    ' d',
    '',
    '   e',
  ]);
  expect(sourceOf(comment([undefined, '']))).toBe('');
});

test('a comment takes one line where it has one; tags stand together below', () => {
  expect(sourceOf(comment(['a']))).toBe('/** a */\n');
  expect(sourceOf(comment(['a'], [Tag.default({ a: '*/' }), Tag.deprecated]))).toBe(
    '/**\n * a\n * @default {"a":"*\\/"}\n * @deprecated\n */\n',
  );
});

test('a text of a description is no tag, and no word to a tool', () => {
  expect(text('@deprecated\n \t@ts-ignore')).toEqual([' \\@deprecated', '  \t\\@ts-ignore']);
  expect(text('//# sourceMappingURL=x')).toEqual([' //# source\\MappingURL=x']);
});

test('any other value than a text is refused', () => {
  for (const value of [1, null, ['code'], true, { line: '@a' }] as unknown[])
    expect(() => commentLines(value as string)).toThrow(SpecError);
});

test('no texts can end the comment that they stand in, nor hide in it', () => {
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, (first, second, value) => {
      const printed = sourceOf(comment([first, second], [Tag.default(value)]));
      const file = ts.createSourceFile('a.ts', `${printed}type A = 1;`, ts.ScriptTarget.ESNext);
      expect((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
      expect(file.statements.map(({ kind }) => kind)).toEqual([ts.SyntaxKind.TypeAliasDeclaration]);
      // One comment, and nothing between it and the declaration.
      expect(printed.indexOf('*/')).toBe(printed.length - 3);
      expect(printed.split('\n').some(hasUnseen)).toBe(false);
      expect(printed).not.toMatch(/[#@]\s*source(Mapping)?URL/i);
    }),
    { numRuns: 3000 },
  );
});
