import { packagesWithoutChangeset } from '../../../src/release/changeset/require-changeset.js';

const packages = [
  { folder: 'fetch-runtime', name: '@acme/fetch-runtime' },
  { folder: 'plo-client', name: '@acme/plo-client' },
  { folder: 'finicity-client', name: '@acme/finicity-client' },
];
const missing = (changed: string[], named: string[] = []): string[] =>
  packagesWithoutChangeset(changed, new Set(named), packages);

describe('a changeset is needed', () => {
  test.each([
    ['a spec', 'specs/plo.yaml', '@acme/plo-client'],
    ['generated code', 'packages/plo-client/src/generated/apis/UserTokenApi.ts', '@acme/plo-client'],
    ['the index of a client', 'packages/finicity-client/src/generated/index.ts', '@acme/finicity-client'],
    ['the runtime', 'packages/fetch-runtime/src/send.ts', '@acme/fetch-runtime'],
  ])('for a change of %s', (_what, file, name) => {
    expect(missing([file])).toEqual([name]);
  });

  test('for every package touched, each named once and in order', () => {
    const changed = [
      'specs/plo.yaml',
      'packages/plo-client/src/generated/index.ts',
      'packages/fetch-runtime/src/a.ts',
    ];
    expect(missing(changed)).toEqual(['@acme/fetch-runtime', '@acme/plo-client']);
  });

  test('even when a changeset names another package', () => {
    expect(missing(['specs/plo.yaml'], ['@acme/finicity-client'])).toEqual(['@acme/plo-client']);
  });
});

describe('no changeset is needed', () => {
  test('once one names the package', () => {
    expect(missing(['specs/plo.yaml'], ['@acme/plo-client'])).toEqual([]);
  });

  test.each([
    'specs/plo.source.json',
    'packages/plo-client/test/user-token.test.ts',
    'packages/plo-client/package.json',
    'packages/plo-client/CHANGELOG.md',
    'tools/src/generate/cli.ts',
    'README.md',
    'specs/removed-provider.yaml',
    'examples/packages/plo-client/src/index.ts',
  ])('for a change of %s', (file) => {
    expect(missing([file])).toEqual([]);
  });
});
