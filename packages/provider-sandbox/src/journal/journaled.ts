import type { SandboxClock, SandboxRequest } from '../core/contract.js';
import type { DeliveredAnswer, MannerlyProvider } from '../manners/delivery.js';
import type { WritableJournal } from './journal.js';
import { noteCall } from './noted-call.js';

/**
 * The provider, whose calls are written into a journal: each when its answer is ready, before it is delivered. A call
 * that the provider fails at by a mistake of its own is there as a 500.
 */
export function journaled(
  provider: MannerlyProvider,
  journal: WritableJournal,
  clock: SandboxClock,
): MannerlyProvider {
  async function respond(request: SandboxRequest): Promise<DeliveredAnswer> {
    const [timeMs, startMs] = [clock.nowMs(), performance.now()];
    const note = (answer: DeliveredAnswer): void => {
      const durationMs = performance.now() - startMs;
      journal.add(noteCall({ provider, request, answer, timeMs, durationMs }));
    };
    let answer: DeliveredAnswer;
    try {
      answer = await provider.respond(request);
    } catch (error) {
      note({ status: 500, headers: {}, body: '' });
      throw error;
    }
    note(answer);
    return answer;
  }

  return { ...provider, respond };
}
