import type { Clock } from '../token/clock.js';

/** Parts of a time limit. */
const SLICES = 10;

/** A slice that has taken longer than so many is one in which this process did not run. */
const LATE = 2;

/** What a timer may be late by on a machine that has time: its resolution. */
const LATE_MS = 5;

/** Of a process that hardly runs the limit becomes at most so many times as long. */
const LONGEST = 20;

/**
 * Waits for a reply, for so long as this process was able to look: time in which it did not run, as the machine was
 * busy or it was stopped, says nothing about who is to reply, and is not counted.
 *
 * @param late Makes the error.
 */
export async function inOwnTime<Reply>(
  reply: Promise<Reply>,
  limitMs: number,
  clock: Clock,
  late: () => Error,
): Promise<Reply> {
  const sliceMs = limitMs / SLICES;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    let counted = 0;
    let slices = 0;
    const next = (): void => {
      const sinceMs = clock.monotonicMs();
      timer = setTimeout(() => {
        slices += 1;
        if (!(clock.monotonicMs() - sinceMs > sliceMs * LATE + LATE_MS)) counted += 1;
        if (counted < SLICES && slices < SLICES * LONGEST) next();
        // One turn more: the reply may lie in the socket, which is read after the timers.
        else timer = setTimeout(() => reject(late()), 0);
      }, sliceMs);
    };
    next();
  });
  try {
    return await Promise.race([reply, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
