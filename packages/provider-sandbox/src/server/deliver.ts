import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { type DeliveredAnswer, deliveryPlan } from '../manners/delivery.js';
import { pause } from '../manners/pause.js';

/** Writes an answer, with the manners it has. Ends early, and leaves no timer, when the client goes away. */
export async function deliver(answer: DeliveredAnswer, response: ServerResponse): Promise<void> {
  if (answer.delivery === undefined) {
    // The answers to calls that have come together go out together: one that goes alone has its reader woken for it,
    // which takes the system longer than most answers take us.
    await setImmediate();
    response.writeHead(answer.status, headersOf(answer)).end(answer.body);
    return;
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const plan = deliveryPlan(answer, response.req.method !== 'HEAD');
  if (!(await pause(plan.delayMs, gone.signal))) return;
  if (plan.isRefused) {
    response.destroy();
    return;
  }
  // The head does not wait for the first piece.
  response.writeHead(answer.status, headersOf(answer)).flushHeaders();
  for (const piece of plan.pieces) {
    if (!(await pause(plan.pauseMs, gone.signal))) return;
    // A cut must not overtake what was sent before it.
    await new Promise<void>((resolve) => response.write(piece, () => resolve()));
  }
  if (plan.isCut) response.destroy();
  else response.end();
}

/** Without a length where the end of the body is to be missing: node:http then sends it in chunks. */
function headersOf({ status, headers, body, delivery }: DeliveredAnswer): DeliveredAnswer['headers'] {
  const hasLength = status !== 204 && status !== 304 && delivery?.cut !== 'after';
  return hasLength ? { ...headers, 'content-length': `${Buffer.byteLength(body)}` } : headers;
}
