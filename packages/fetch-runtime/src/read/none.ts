import type { Call } from '../call/call.js';
import { drain } from './drain.js';

/**
 * Gives `undefined`. A body that came all the same is read to its end within a bound (64 KiB, a second), so that the
 * connection can serve the next call; the limits of the call no longer count, as its answer is there.
 */
export async function none(response: Response, call?: Call): Promise<undefined> {
  call?.end();
  await drain(response);
}
