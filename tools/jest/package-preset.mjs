import { fileURLToPath } from 'node:url';
import { orderAndChoice } from './long-tests.mjs';

/** How every package is tested: TypeScript compiled to CommonJS by swc, network closed. */
export default {
  ...orderAndChoice,
  testEnvironment: 'node',
  // Ends a test that hangs, and nothing else: no test may fail because the machine is busy.
  testTimeout: 120_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  setupFiles: [fileURLToPath(new URL('closed-network.ts', import.meta.url))],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};
