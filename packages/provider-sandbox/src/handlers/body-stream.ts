import type { DeliveryPlan } from '../manners/delivery.js';
import { pause } from '../manners/pause.js';

// A stream that fails drops what nobody has read yet: long enough for a reader who is there.
const beforeCutMs = 20;

/**
 * The body as the plan has it. One that is cut fails after its last byte. Nothing waits once `signal` is aborted; of a
 * reader who cancels, msw does not tell (it reads a copy of its own), so one pause may outlast him.
 */
export function bodyStream(
  { pieces, pauseMs, isCut }: Pick<DeliveryPlan, 'pieces' | 'pauseMs' | 'isCut'>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      const piece = pieces[sent];
      const afterLastMs = isCut ? beforeCutMs : 0;
      const isThere = await pause(piece === undefined ? afterLastMs : pauseMs, signal);
      if (!isThere) controller.error(signal.reason);
      else if (piece !== undefined) controller.enqueue(piece);
      else if (isCut) controller.error(new TypeError('The sandbox has cut the connection'));
      else controller.close();
      sent += 1;
    },
  });
}
