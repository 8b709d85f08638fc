import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Processes beside the tests that do nothing but count: `npm run test:load` has 60. Default: none, as the suites of other
 * packages run beside these. */
export const LOAD: number = Number(process.env.LOAD ?? 0);

/** @returns what ends them. */
export function busy(count: number): () => Promise<void> {
  const isInstalled = count > 0 && spawnSync('stress-ng', ['--version']).status === 0;
  const workers: ChildProcess[] = isInstalled
    ? [spawn('stress-ng', ['--cpu', `${count}`, '--quiet'], { stdio: 'ignore' })]
    : Array.from({ length: count }, () => spawn(process.execPath, ['-e', 'for(;;);'], { stdio: 'ignore' }));
  return async () => {
    const ended = workers.map((worker) => once(worker, 'exit'));
    // stress-ng ends its own children when it is asked to end.
    for (const worker of workers) worker.kill('SIGTERM');
    await Promise.all(ended);
  };
}
