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
