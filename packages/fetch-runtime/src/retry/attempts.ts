import type { CallInfo } from '../call/call.js';
import type { FetchError } from '../errors/errors.js';

/**
 * Waits for an attempt no longer than its time limit, which is not that of the call, as another attempt may follow.
 *
 * @throws the reason, when the limit passes, even where `fetchApi` does not honour `init.signal`.
 */
export async function attempted(call: CallInfo, sending: Promise<Response>): Promise<Response> {
  if (call.attempt === undefined) return sending;
  try {
    return await new Promise((resolve, reject) => {
      call.endAttempt = reject;
      sending.then(resolve, reject);
    });
  } finally {
    call.endAttempt = undefined;
  }
}

/**
 * Says that nothing is under way. `timeoutMs` begins anew.
 *
 * @param failure how the last attempt failed: what the call ends with when a limit passes before the next.
 * @param answer the answer of the last attempt, where it may be the answer of the call.
 * @param waitMs how long until the next attempt, beside `timeoutMs`.
 */
export function pause(
  call: CallInfo,
  failure: FetchError | undefined,
  answer?: Response,
  waitMs?: number,
): void {
  if (call.attempt === undefined || call.isOver === true) return;
  call.isSent = false;
  call.lastFailure = failure;
  call.answered?.(answer);
  call.startTimer?.(waitMs);
}
