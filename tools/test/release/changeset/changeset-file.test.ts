import { isChangesetFile, packagesOfChangeset } from '../../../src/release/changeset/require-changeset.js';

test('a changeset names its packages in its front matter', () => {
  const text =
    '---\n"@acme/plo-client": minor\n\'@acme/finicity-client\': patch\n---\n\nA sentence: with a colon.\n';
  expect(packagesOfChangeset(text)).toEqual(['@acme/plo-client', '@acme/finicity-client']);
});

test('line ends of Windows do not matter', () => {
  expect(packagesOfChangeset('---\r\n"@acme/plo-client": major\r\n---\r\n\r\nText\r\n')).toEqual([
    '@acme/plo-client',
  ]);
});

test.each([
  ['an empty changeset', '---\n---\n'],
  ['a file without front matter', 'Just words\n'],
])('%s names no package', (_what, text) => {
  expect(packagesOfChangeset(text)).toEqual([]);
});

test('the README and files deeper down are no changesets', () => {
  const paths = [
    '.changeset/brave-cats.md',
    '.changeset/README.md',
    '.changeset/config.json',
    '.changeset/a/b.md',
  ];
  expect(paths.filter(isChangesetFile)).toEqual(['.changeset/brave-cats.md']);
});
