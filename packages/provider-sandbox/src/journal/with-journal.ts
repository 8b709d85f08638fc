import { delegateTo } from '../core/delegate.js';
import type { SandboxClock, SandboxRequest } from '../core/provider.js';
import type { DeliveredAnswer, MannerlyProvider } from '../faults/delivery.js';
import { redactedCall } from './call.js';
import type { WritableJournal } from './journal.js';

/**
 * The provider, whose calls are written into a journal: each when its answer is ready, before it is delivered. A call
 * that the provider fails at by a mistake of its own is there as a 500.
 *
 * @param realNowMs The platform's clock, ms since 1970. Default: `Date.now`.
 */
export function withJournal(
  provider: MannerlyProvider,
  journal: WritableJournal,
  clock: SandboxClock,
  realNowMs: () => number = Date.now,
): MannerlyProvider {
  async function respond(request: SandboxRequest): Promise<DeliveredAnswer> {
    const [timeMs, realTimeMs, startMs] = [clock.nowMs(), realNowMs(), performance.now()];
    const note = (answer: DeliveredAnswer): Promise<void> | undefined => {
      const durationMs = performance.now() - startMs;
      return journal.add(redactedCall({ provider, request, answer, timeMs, realTimeMs, durationMs }));
    };
    let answer: DeliveredAnswer;
    try {
      answer = await provider.respond(request);
    } catch (error) {
      await note({ status: 500, headers: {}, body: '' });
      throw error;
    }
    const behind = note(answer);
    if (behind !== undefined) await behind;
    return answer;
  }

  return delegateTo(provider, { respond });
}
