/** As much as a login may be answered with, and as `@acme/fetch-runtime` drains. */
const DRAIN_BYTES = 64 * 1024;
const DRAIN_MS = 1_000;

/**
 * Reads a body that nobody wants to its end, as only then its connection serves the next call. One that is longer than
 * 64 KiB, or takes longer than a second, is cancelled, and its connection is closed. It never fails; there is no need
 * to wait for it.
 */
export async function drain({ body }: Pick<Response, 'body'>): Promise<void> {
  // React Native, and some doubles in tests, have no streams.
  if (typeof body?.getReader !== 'function' || body.locked) return;
  const reader = body.getReader();
  // Not waited for: the promise of one branch of a clone settles when the other has ended too.
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  const timer: unknown = setTimeout(cancel, DRAIN_MS);
  // It holds no process alive, where the platform has such timers.
  (timer as { unref?: () => void }).unref?.();
  try {
    for (let left = DRAIN_BYTES; ; ) {
      const { value } = await reader.read();
      if (value === undefined) break;
      left -= value.byteLength;
      if (left < 0) cancel();
    }
  } catch {
    // It broke off, but nobody wanted it.
  }
  clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
}
