import { reasonOf } from './wait-for.js';

/**
 * Work that one caller does and others wait for, such as a login.
 *
 * On platforms that tie a promise to its request (workerd), a promise of another request throws or never settles once
 * that request has ended. So nobody awaits a promise of somebody else here: who waits has a promise and a timer of its
 * own, and sees by `beats` whether the work goes on.
 */
export interface Work {
  /** Counts up while whoever does the work is alive. */
  readonly beats: number;
  readonly isOver: boolean;
  /** Wakes everybody who waits. Calling it again does nothing. */
  end(): void;
  /** @returns what stops the waiting. */
  onEnd(wake: () => void): () => void;
}

const BEAT_MS = 200;

/** Longer than two beats. Both are timers of one event loop, so a slow machine holds up both alike. */
const LOOK_MS = 500;

/** Looks in a row that see no beat: whoever did the work is gone. */
const SILENT_LOOKS = 2;

/** @param onBeat Runs with each beat, as the time limit of the work can pass unnoticed. */
export function beginWork(onBeat: () => void = () => undefined): Work {
  const waiting = new Set<() => void>();
  let beats = 0;
  let isOver = false;
  const stop = every(BEAT_MS, () => {
    // Only here for sure: a timer can be stopped by the request alone that has started it.
    if (isOver) return stop();
    beats += 1;
    onBeat();
  });
  return {
    get beats() {
      return beats;
    },
    get isOver() {
      return isOver;
    },
    end() {
      if (isOver) return;
      isOver = true;
      stop();
      for (const wake of waiting) wake();
      waiting.clear();
    },
    onEnd(wake) {
      waiting.add(wake);
      return () => waiting.delete(wake);
    },
  };
}

/**
 * @returns whether the work came to its end; `false` when whoever did it is gone.
 * @throws the signal's reason, when it aborts first.
 */
export async function workEnded(work: Work, signal?: AbortSignal | null | undefined): Promise<boolean> {
  const isGone = watch();
  let isOver = work.isOver;
  while (!isOver && !isGone(work)) {
    // Also where the call that should wake this one was lost.
    await wokenBy((wake) => work.onEnd(wake), signal);
    isOver = work.isOver;
  }
  return isOver;
}

/** Whether whoever does the work is still there. Takes a look at most where it is. */
export async function isAlive(work: Work): Promise<boolean> {
  const isGone = watch();
  while (!work.isOver && !isGone(work)) {
    const { beats } = work;
    await wokenBy((wake) => work.onEnd(wake), undefined);
    if (work.beats > beats) return !work.isOver;
  }
  return false;
}

/** @returns what is to be asked after each look: whether the work has not gone on for some looks in a row. */
export function watch(): (work: Work) => boolean {
  const seen = new WeakMap<Work, { beats: number; silent: number }>();
  return (work) => {
    const { beats } = work;
    const before = seen.get(work);
    const silent = before?.beats === beats ? before.silent + 1 : 0;
    seen.set(work, { beats, silent });
    return silent >= SILENT_LOOKS;
  };
}

/**
 * Waits until it is woken, or for one look, whichever comes first.
 *
 * @param listen Gets what wakes; returns what stops the listening.
 * @returns whether it was woken.
 * @throws the signal's reason, when it aborts first.
 */
export function wokenBy(
  listen: (wake: () => void) => () => void,
  signal: AbortSignal | null | undefined,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const settle = (tell: () => void): void => {
      stop();
      forget();
      signal?.removeEventListener('abort', abort);
      tell();
    };
    const wake = (): void => settle(() => resolve(true));
    const abort = (): void => settle(() => reject(reasonOf(signal)));
    const stop = every(LOOK_MS, () => settle(() => resolve(false)));
    const forget = listen(wake);
    if (signal?.aborted === true) return abort();
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** A timer that holds no process alive, where the platform has such. @returns what stops it. */
export function every(ms: number, run: () => void): () => void {
  const timer: unknown = setInterval(run, ms);
  (timer as { unref?: () => void }).unref?.();
  return () => clearInterval(timer as Parameters<typeof clearInterval>[0]);
}
