import { hasNullBody } from '../core/body.js';
import { type DeliveredAnswer, type DeliveryPlan, deliveryPlan, pause } from './delivery.js';

/**
 * Makes of an answer the `Response` that a fetch of `request` gets for it, with the faults it has: after its delay,
 * and with a body that comes slowly or fails where it is cut.
 *
 * @returns `undefined` where no answer comes: the connection is cut before it, or the caller has given up.
 */
export async function responseOf(answer: DeliveredAnswer, request: Request): Promise<Response | undefined> {
  const { status, headers, body, delivery } = answer;
  const hasBody = request.method !== 'HEAD' && !hasNullBody(status);
  if (delivery === undefined) {
    // As bytes: a text without a type would get that of texts.
    return new Response(hasBody ? new TextEncoder().encode(body) : null, { status, headers });
  }
  const plan = deliveryPlan(answer, hasBody);
  if (!(await pause(plan.delayMs, request.signal)) || plan.isRefused) return undefined;
  return new Response(plan.pieces.length === 0 ? null : bodyStream(plan, request), { status, headers });
}

// A stream that fails drops what nobody has read yet: long enough for a reader who is there.
const beforeCutMs = 20;

/**
 * The body as the plan has it. One that is cut fails after its last byte, as the body of a fetch does. Nothing waits
 * once the request is aborted; of a reader who cancels, msw does not tell (it reads a copy of its own), so one pause
 * may outlast him.
 *
 * @param request Held as long as the body is read: its signal alone is never aborted.
 */
function bodyStream(
  { pieces, pauseMs, isCut }: Pick<DeliveryPlan, 'pieces' | 'pauseMs' | 'isCut'>,
  request: Request,
): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      const piece = pieces[sent];
      const afterLastMs = isCut ? beforeCutMs : 0;
      const isThere = await pause(piece === undefined ? afterLastMs : pauseMs, request.signal);
      if (!isThere) controller.error(request.signal.reason);
      else if (piece !== undefined) controller.enqueue(piece);
      else if (isCut) controller.error(new TypeError('terminated', { cause: connectionCut() }));
      else controller.close();
      sent += 1;
    },
  });
}

/** What stands behind the error of a fetch whose connection the sandbox has cut. */
export function connectionCut(): Error {
  return new Error('The sandbox has cut the connection');
}
