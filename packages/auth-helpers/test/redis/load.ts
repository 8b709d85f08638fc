import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** Processes beside the tests that do nothing but count: `LOAD=60 npx jest test/redis`. In CI there are a few. */
export const LOAD: number = Number(process.env.LOAD ?? 4);

/** @returns what ends them. */
export function busy(count: number): () => Promise<void> {
  const isInstalled = spawnSync('stress-ng', ['--version']).status === 0;
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
