import { checkFileNames } from '../../src/generate/output/file-names.js';

const check =
  (...paths: string[]) =>
  () =>
    checkFileNames('alpha', Object.fromEntries(paths.map((path) => [path, ''])));

test('the files of a client are names below its folder', () => {
  expect(
    check(
      'index.ts',
      'apis/PetsApi.ts',
      'models/index.ts',
      '.openapi-generator/VERSION',
      'Größe.md',
      'generation.json',
    ),
  ).not.toThrow();
});

test.each([
  ...['../a.ts', '/a.ts', 'a/../../b.ts', 'a//b.ts', './a.ts', 'a\\b.ts', 'C:a.ts', '', 'a/', 'a\u0000.ts'],
  ...[
    'a\u202e.ts',
    'con',
    'aux.md',
    'apis/NUL.ts',
    'a?.ts',
    'a.',
    'a ',
    `${'x'.repeat(256)}`,
    `${'名'.repeat(90)}.md`,
  ],
])('a file %j is refused', (path) => {
  expect(check(path)).toThrow(expect.objectContaining({ name: 'SetupError', code: 'file_name' }));
});

test('two files that differ in case only, or in how a letter is written, are refused', () => {
  expect(check('Pet.md', 'pet.md')).toThrow('is there already');
  expect(check('\u00e9.md', 'e\u0301.md')).toThrow('is there already');
  expect(check('stra\u00dfe.md', 'STRASSE.md')).toThrow('is there already');
  expect(check('\u017f.md', 's.md')).toThrow('is there already');
});
