import { hasNullBody } from '../core/body.js';
import { bodyStream } from './body-stream.js';
import { type DeliveredAnswer, deliveryPlan } from './delivery.js';
import { pause } from './pause.js';

/**
 * Makes of an answer the `Response` that a fetch of `request` gets for it, with the manners it has: after its delay,
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
