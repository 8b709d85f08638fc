import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Bench } from './figures.js';

/**
 * Builds a package and what it depends on, where its sources have changed, as `npm run build` does.
 *
 * @param name of the package, such as `@acme/finicity-client`.
 * @throws Error with the end of the build's output.
 */
export function ensureBuilt({ root, env, say }: Bench, name: string): void {
  say(`building ${name}, if it has changed`);
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  try {
    execFileSync(process.execPath, [turbo, 'run', 'build', `--filter=${name}`], {
      cwd: root,
      env: { ...env, TURBO_TELEMETRY_DISABLED: '1' },
      stdio: 'pipe',
      encoding: 'utf8',
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${name} does not build:\n${`${stdout ?? ''}${stderr ?? ''}`.trim().slice(-2000)}`);
  }
}
