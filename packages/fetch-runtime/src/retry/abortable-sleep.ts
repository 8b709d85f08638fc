import { follow } from '../call/follow-signal.js';

/** Waits, at most until `signal` aborts, and leaves neither a timer nor a listener behind. */
export function abortableSleep(delayMs: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    let unfollow: (() => void) | undefined;
    const done = (): void => {
      clearTimeout(timer);
      unfollow?.();
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    if (signal) unfollow = follow(signal, done);
    if (signal?.aborted === true) done();
  });
}
