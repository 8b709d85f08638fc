import { spawnSync } from 'node:child_process';
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

/** As `npm run build`. @returns whether all packages are built. */
export function build(root: string): boolean {
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };
  return (
    spawnSync(process.execPath, [turbo, 'run', 'build'], { cwd: root, env, stdio: 'ignore' }).status === 0
  );
}
