import { fileURLToPath } from 'node:url';

export default {
  plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/jest-runner'))],
  testRunner: 'jest',
  jest: {
    projectType: 'custom',
    configFile: fileURLToPath(new URL('jest.config.mjs', import.meta.url)),
    // All tests import `src/index.ts`: jest would call each of them related.
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  mutate: ['src/**/*.ts', '!src/index.ts'],
  // In the copy. Stryker's own sandbox holds one package only, and the jest configuration reaches outside it.
  inPlace: true,
  tempDirName: '.stryker-tmp',
  reporters: ['json', 'progress-append-only', 'clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: '../../../mutation.json' },
  timeoutMS: 6_000,
};
