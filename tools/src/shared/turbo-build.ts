import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Builds packages where their sources have changed, as `npm run build` does.
 *
 * @param root the repository.
 * @param name of the package that is wanted with all it depends on, such as `@acme/finicity-client`. Default: all.
 * @throws Error with the end of the build's output.
 */
export function turboBuild(root: string, env: NodeJS.ProcessEnv, name?: string): void {
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  const filter = name === undefined ? [] : [`--filter=${name}`];
  try {
    execFileSync(process.execPath, [turbo, 'run', 'build', ...filter], {
      cwd: root,
      env: { ...env, TURBO_TELEMETRY_DISABLED: '1' },
      stdio: 'pipe',
      encoding: 'utf8',
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    const what = name ?? 'a package';
    throw new Error(`${what} does not build:\n${`${stdout ?? ''}${stderr ?? ''}`.trim().slice(-2000)}`);
  }
}
