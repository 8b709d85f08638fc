import { fileURLToPath } from 'node:url';
import packagePreset from './package-preset.mjs';

// What msw takes that exists as ES modules only.
const esmOnly = ['@open-draft/deferred-promise', 'rettime', 'until-async'];

/**
 * How every client is tested: as every package, with requests answered by msw.
 * The clients' `@acme/fetch-runtime` is the built package, as their users get it (turbo builds it first).
 */
export default {
  ...packagePreset,
  setupFilesAfterEnv: [fileURLToPath(new URL('mocked-requests.ts', import.meta.url))],
  transform: {
    '^.+\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esmOnly.join('|')})/)`],
};
