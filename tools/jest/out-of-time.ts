/**
 * What `ask` gives, whose time limit of `limitMs` passes once `isUnderWay` has come true: however long a busy machine
 * takes until the other side has the request. All other timers stand still; sockets go on.
 */
export async function outOfTime<Value>(
  limitMs: number,
  isUnderWay: () => boolean | Promise<boolean>,
  ask: () => Promise<Value>,
): Promise<Value> {
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'],
  });
  try {
    let isOver = false;
    const over = (): void => {
      isOver = true;
    };
    const asked = ask();
    asked.then(over, over);
    while (!isOver && !(await isUnderWay())) await new Promise((resolve) => setImmediate(resolve));
    await jest.advanceTimersByTimeAsync(limitMs);
    return await asked;
  } finally {
    jest.useRealTimers();
  }
}
