/*
 * The clock of the runtime, stopped. Node's own timers, below `fetch` and `node:timers/promises`, go on: they are of
 * another realm. So a limit is over when a test says so, however long a busy machine takes to send an answer.
 */

/** Stops the clock. `jest.useRealTimers()` ends that. */
export function stopClock(): void {
  jest.useFakeTimers({ doNotFake: ['hrtime', 'nextTick', 'queueMicrotask', 'setImmediate'] });
}

/** What `run` gives, on a clock that jumps to the next timer whenever `run` waits. Not for what waits for a network. */
export async function jumping<Value>(run: () => Promise<Value>): Promise<Value> {
  stopClock();
  try {
    let isOver = false;
    const running = run();
    const over = (): void => {
      isOver = true;
    };
    running.then(over, over);
    // What needs no timer takes a few turns of the event loop, on a busy machine as on another.
    let turns = 0;
    await until(() => {
      turns += 1;
      if (!isOver && turns % 20 === 0) jest.advanceTimersToNextTimer();
      return isOver;
    });
    return await running;
  } finally {
    jest.useRealTimers();
  }
}

/**
 * What `ask` gives, whose limit passes once `isUnderWay` has come true. Checks that it did not end a millisecond before.
 *
 * @param ask never rejects.
 */
export async function endedAt<Value>(
  limitMs: number,
  isUnderWay: () => boolean,
  ask: () => Promise<Value>,
): Promise<Value> {
  stopClock();
  try {
    let isOver = false;
    const asked = ask().finally(() => {
      isOver = true;
    });
    await until(isUnderWay);
    await jest.advanceTimersByTimeAsync(limitMs - 1);
    await turn();
    expect(isOver).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    return await asked;
  } finally {
    jest.useRealTimers();
  }
}

/** Waits until `isTrue`. @throws after a minute, which is a hang. */
export async function until(isTrue: () => boolean): Promise<void> {
  const [startS] = process.hrtime();
  for (; !isTrue(); await turn()) {
    if (process.hrtime()[0] - startS > 60) throw new Error('it does not come to pass');
  }
}

/** Waits until `count` is more than none, and has not grown for 200 turns of the event loop: what it counts is held up. */
export async function still(count: () => number): Promise<void> {
  let last = count();
  let turns = 0;
  await until(() => {
    turns = count() === last ? turns + 1 : 0;
    last = count();
    return last > 0 && turns >= 200;
  });
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
