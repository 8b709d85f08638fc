import { turboBuild } from '../../shared/turbo-build.js';
import type { Bench } from './figures.js';

/**
 * Builds a package and what it depends on, where its sources have changed.
 *
 * @param name of the package, such as `@acme/finicity-client`.
 * @throws Error with the end of the build's output.
 */
export function ensureBuilt({ root, env, say }: Bench, name: string): void {
  say(`building ${name}, if it has changed`);
  turboBuild(root, env, name);
}
