/** Tests of the tools: TypeScript by swc, as ES modules are compiled to CommonJS for jest. */
export default {
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
