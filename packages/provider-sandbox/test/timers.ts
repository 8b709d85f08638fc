/** The timers of one length that are set and neither cleared nor over. */
export interface WatchedTimers {
  left(): number;
  /** Ends the watch, and the timers that are left, so that a failure does not keep the process waiting. */
  stop(): void;
}

/** Watches the timers of `ms`: those that nobody but the code under test sets, if the length is an odd one. */
export function watchTimers(ms: number): WatchedTimers {
  const left = new Set<unknown>();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const sets = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, forMs?: number) => {
    const timer = set(run, forMs);
    if (forMs === ms) left.add(timer);
    return timer;
  }) as typeof setTimeout);
  const clears = jest.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    left.delete(timer);
    clear(timer);
  });
  return {
    left: () => left.size,
    stop() {
      sets.mockRestore();
      clears.mockRestore();
      for (const timer of left) clear(timer as NodeJS.Timeout);
    },
  };
}

/** Waits without a timer of its own until `isSo`, for a minute at most: what is expected of it then fails. */
export async function until(isSo: () => boolean): Promise<void> {
  const [startS] = process.hrtime();
  const hungAtS = startS + 60;
  while (!isSo() && process.hrtime()[0] < hungAtS) await turn();
}

/**
 * What `run` gives, and how long it has waited for timers of the code under test. Their time passes only while one of
 * them is set: so a busy machine, or a slow socket, adds nothing.
 */
export async function waited<Value>(run: () => Promise<Value>): Promise<{ value: Value; waitedMs: number }> {
  jest.useFakeTimers({ doNotFake: ['hrtime', 'nextTick', 'queueMicrotask', 'setImmediate'] });
  try {
    let waitedMs = 0;
    let isOver = false;
    const running = run();
    const over = (): void => {
      isOver = true;
    };
    running.then(over, over);
    await until(() => isOver || jest.getTimerCount() > 0);
    while (!isOver && jest.getTimerCount() > 0) {
      await jest.advanceTimersByTimeAsync(1);
      waitedMs += 1;
      await until(() => isOver || jest.getTimerCount() > 0);
    }
    expect(isOver).toBe(true);
    return { value: await running, waitedMs };
  } finally {
    jest.useRealTimers();
  }
}

/** Lets what is ready take place, and what becomes ready by it. */
export async function turns(count: number = 100): Promise<void> {
  for (let done = 0; done < count; done += 1) await turn();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
