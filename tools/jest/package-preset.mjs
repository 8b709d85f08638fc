import { fileURLToPath } from 'node:url';

/** How every package is tested: TypeScript compiled to CommonJS by swc, network closed. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  setupFiles: [fileURLToPath(new URL('closed-network.ts', import.meta.url))],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};
