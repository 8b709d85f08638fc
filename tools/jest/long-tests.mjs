import { fileURLToPath } from 'node:url';

/**
 * The test files that take longest, the longest first: parts of their paths, each matched from the folder `test` of
 * its workspace. They are started first, so that the last minutes of a run do not wait for one of them, and
 * `npm run test:quick` leaves them out. A test holds that each stands for a file.
 */
export const longTests = [
  // Of the tools.
  'workflows/regenerate.test.ts',
  'hostile/typescript.test.ts',
  'linear/growth.test.ts',
  'workflows/release.test.ts',
  'run/run.test.ts',
  'platforms/next.test.ts',
  'packages/compat.test.ts',
  'hostile/cases.test.ts',
  'end-to-end/generate.test.ts',
  'architecture/fifth-provider.test.ts',
  'hostile/pages.test.ts',
  'packages/published.test.ts',
  'packages/sandbox-package.test.ts',
  'site/site.test.ts',
  'shared/scripts.test.ts',
  'workerd/requests.test.ts',
  'packages/api-report.test.ts',
  'site/hostile.test.ts',
  // Of the sandbox.
  'soak/soak.test.ts',
  'user-code/types.test.ts',
  'user-code/calls.test.ts',
  // Of the helpers.
  'redis/processes.test.ts',
  'redis/outage.test.ts',
  'redis/lockout.test.ts',
];

/** How long a file takes by that list: the higher, the longer; 0 for what is not in it. */
function weightOf(path) {
  const at = longTests.findIndex((long) => path.replaceAll('\\', '/').endsWith(`/test/${long}`));
  return at === -1 ? 0 : longTests.length - at;
}

/** The tests in another order: those of the list first, the rest as they were, since sorting is stable. */
export function longestFirst(tests) {
  return [...tests].sort((one, other) => weightOf(other.path) - weightOf(one.path));
}

/** Jest's options for every workspace: `npm run test:quick` is the name that npm gives a script while it runs. */
export const orderAndChoice = {
  testSequencer: fileURLToPath(new URL('longest-first.mjs', import.meta.url)),
  ...(process.env.npm_lifecycle_event === 'test:quick' && {
    testPathIgnorePatterns: [
      '/node_modules/',
      ...longTests.map((path) => `/test/${path.replaceAll('.', '\\.')}$`),
    ],
  }),
};
