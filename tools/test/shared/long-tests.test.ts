import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { longestFirst, longTests } from '../../jest/long-tests.mjs';
import { repositoryRoot } from '../../src/shared/providers.js';

const workspaces = [
  'tools',
  ...readdirSync(join(repositoryRoot, 'packages')).map((name) => `packages/${name}`),
];

describe('the list of tests that take longest', () => {
  test.each(longTests)('%s is a file of one workspace', (path) => {
    const found = workspaces.filter((folder) => existsSync(join(repositoryRoot, folder, 'test', path)));
    expect(found).toHaveLength(1);
  });

  test('puts the longest first, and leaves the rest in their order, also those of a like name', () => {
    const [first, second] = longTests.map((path) => ({ path: `/repository/tools/test/${path}` }));
    const others = ['short.test.ts', 'shared/run/run.test.ts', 'other.test.ts'].map((path) => ({
      path: `/repository/tools/test/${path}`,
    }));
    expect(longestFirst([others[0]!, second!, ...others.slice(1), first!])).toEqual([
      first,
      second,
      ...others,
    ]);
  });
});

test('every workspace has a quick run, of what has changed since main, and turbo runs it uncached', () => {
  for (const folder of workspaces) {
    const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8'));
    expect(scripts['test:quick']).toMatch(/ --changedSince=main --passWithNoTests$/);
  }
  const { tasks } = JSON.parse(readFileSync(join(repositoryRoot, 'turbo.json'), 'utf8'));
  expect(tasks['test:quick']).toMatchObject({ dependsOn: ['build', '^build'], cache: false });
});
