import { orderAndChoice } from './jest/long-tests.mjs';

/** Tests of the tools: TypeScript by swc, as ES modules are compiled to CommonJS for jest. */
export default {
  ...orderAndChoice,
  // One more than jest's own number: these tests are two thirds of all, and the last to end. Those of the packages,
  // which run beside them, mostly wait.
  maxWorkers: '100%',
  testEnvironment: 'node',
  // Ends a test that hangs, and nothing else. Long, as many tests here start a compiler, a JVM or a browser.
  testTimeout: 300_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
};
