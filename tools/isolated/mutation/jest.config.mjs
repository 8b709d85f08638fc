import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Stryker runs in the copy of the package that `npm run mutation` makes.
const { default: base } = await import(pathToFileURL(join(process.cwd(), 'jest.config.mjs')).href);

export default {
  ...base,
  rootDir: process.cwd(),
  watchman: false,
  runner: fileURLToPath(new URL('covering-tests-runner.cjs', import.meta.url)),
  // What takes seconds, and repeats by random values or real servers what the others check; and what checks a guide.
  testPathIgnorePatterns: [
    '/node_modules/',
    '/test/faults/',
    '/test/property/',
    '/test/secrets\\.test',
    '/test/observability/(opentelemetry|guide)',
  ],
};
