import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folders below `packages/` that the quickstart imports as a user does: what was built of them. */
const used = [
  'auth-helpers',
  'commerce-connect-client',
  'fetch-runtime',
  'finicity-client',
  'mailinabox-client',
  'plo-client',
  'provider-sandbox',
];

/**
 * The packages that are not built.
 *
 * @param root the repository.
 */
export function missingBuilds(root: string): string[] {
  return used
    .filter((name) => !existsSync(join(root, 'packages', name, 'dist', 'index.js')))
    .map((name) => `@acme/${name}`);
}
