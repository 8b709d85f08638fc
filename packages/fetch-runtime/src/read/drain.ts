import { type Bytes, isStream } from '../platform/bytes.js';

const DRAIN_BYTES = 64 * 1024;
const DRAIN_MS = 1_000;

/**
 * Reads a body that nobody wants to its end, as only then its connection serves the next call. One that is longer than
 * 64 KiB, or takes longer than a second, is let go of, and its connection with it. It never fails.
 *
 * @param pieces gets what came.
 */
export async function drain(response: Response, pieces: Bytes[] = []): Promise<void> {
  const { body } = response;
  if (!isStream(body) || body.locked) return;
  const reader = body.getReader();
  // Not waited for: where middleware has cloned the response, it ends only when the clone is let go of as well.
  const letGo = (): void => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(letGo, DRAIN_MS);
  let left = DRAIN_BYTES;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      left -= value.byteLength;
      if (left < 0) letGo();
    }
  } catch {
    // It broke off, but nobody wanted it.
  }
  clearTimeout(timer);
}
