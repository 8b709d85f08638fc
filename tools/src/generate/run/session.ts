import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type LockOptions, takeLock } from './lock.js';
import type { Progress } from './progress.js';

/** What one run holds: the lock, a work folder and its child processes. All go with it, also when it is interrupted. */
export interface Session {
  readonly root: string;
  /** Kept from run to run; inside `node_modules`, so never committed or published. */
  readonly cache: string;
  /** Empty at first, gone at the end. */
  readonly work: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** Has the child killed if this run ends before it does. */
  watch<Child extends ChildProcess>(child: Child): Child;
  close(): void;
}

/** Exit codes of a process ended by the signal, as shells count them. */
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** @throws SetupError when another run is under way and does not end in time. */
export async function openSession(
  root: string,
  env: NodeJS.ProcessEnv,
  progress: Progress,
  lock: Omit<LockOptions, 'say'> = {},
): Promise<Session> {
  const cache = join(root, 'node_modules', '.cache', 'generate');
  const release = await takeLock(join(cache, 'lock'), { ...lock, say: (line) => progress.say(line) });
  // We hold the lock, so any other work folder was left by a run that was killed.
  for (const entry of readdirSync(cache)) {
    if (entry.startsWith('work-')) rmSync(join(cache, entry), { recursive: true, force: true });
  }
  const work = join(cache, `work-${process.pid}`);
  mkdirSync(work);

  const children = new Set<ChildProcess>();
  const close = (): void => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
    for (const child of children) child.kill('SIGKILL');
    try {
      rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    } finally {
      release();
    }
  };
  const listeners = Object.entries(signals).map(([signal, exitCode]) => {
    const listener = (): void => {
      close();
      process.exit(exitCode);
    };
    process.on(signal as keyof typeof signals, listener);
    return [signal as keyof typeof signals, listener] as const;
  });
  return {
    root,
    cache,
    work,
    env,
    progress,
    close,
    watch(child) {
      children.add(child);
      child.once('close', () => children.delete(child));
      return child;
    },
  };
}
