/**
 * `signal.throwIfAborted()`, which React Native and doubles in tests do not have.
 *
 * @throws the signal's reason, when it has aborted.
 */
export function throwIfAborted(signal: AbortSignal | null | undefined): void {
  if (signal?.aborted === true) throw reasonOf(signal);
}

/** Where the platform's signals have none, the error that they have elsewhere. */
export function reasonOf(signal: AbortSignal | null | undefined): unknown {
  return signal?.reason ?? Object.assign(new Error('This operation was aborted'), { name: 'AbortError' });
}

/**
 * Waits for what others wait for as well: an abort ends this wait alone, and leaves no listener behind.
 *
 * @throws the signal's reason, when it aborts first.
 */
export function waitFor<Value>(
  shared: Promise<Value>,
  signal: AbortSignal | null | undefined,
): Promise<Value> {
  if (signal === undefined || signal === null) return shared;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(reasonOf(signal));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const settled =
      <Result>(settle: (result: Result) => void) =>
      (result: Result): void => {
        signal.removeEventListener('abort', abort);
        settle(result);
      };
    shared.then(settled(resolve), settled(reject));
  });
}

/**
 * Waits for what others do, such as a function of the caller's that stores something, and not for ever. What it does
 * after its time is neither waited for nor an unhandled rejection.
 *
 * @param late Makes the error.
 */
export async function withTimeLimit<Value>(
  limitMs: number,
  run: () => Value | PromiseLike<Value>,
  late: () => Error,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limitMs);
  });
  try {
    return await Promise.race([(async () => run())(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
