import { fileURLToPath } from 'node:url';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

// What msw takes that exists as ES modules only.
const esmOnly = ['@open-draft/deferred-promise', 'rettime', 'until-async'];

/**
 * How every client is tested: TypeScript compiled to CommonJS by swc, requests answered by msw, network closed.
 * The clients' `@acme/fetch-runtime` is the built package, as their users get it (turbo builds it first).
 */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: [here('closed-network.ts')],
  setupFilesAfterEnv: [here('mocked-requests.ts')],
  transform: {
    '^.+\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esmOnly.join('|')})/)`],
};
