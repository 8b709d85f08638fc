import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { hasNullBody } from '../../core/body.js';
import { once } from '../../core/once.js';
import { type DeliveredAnswer, deliveryPlan, pause } from '../../faults/delivery.js';
import { BodyTooLong } from './from-node.js';

/** Writes an answer, with the faults it has. Ends early, and leaves no timer, when the client goes away. */
export async function deliver(answer: DeliveredAnswer, response: ServerResponse): Promise<void> {
  if (answer.delivery === undefined) {
    // With the other answers of this turn: the server then reads and writes for all its clients at once. Eight in
    // another process are a third faster so; a test in this process, one call after the other, is a sixth slower.
    await setImmediate();
    response.writeHead(answer.status, headersOf(answer)).end(answer.body);
    return;
  }
  const gone = endOf(response.req.socket);
  const plan = deliveryPlan(answer, response.req.method !== 'HEAD');
  if (!(await pause(plan.delayMs, gone))) return;
  if (plan.isRefused) {
    response.destroy();
    return;
  }
  // The head does not wait for the first piece.
  response.writeHead(answer.status, headersOf(answer)).flushHeaders();
  for (const piece of plan.pieces) {
    if (!(await pause(plan.pauseMs, gone))) return;
    // A cut must not overtake what was sent before it.
    await new Promise<void>((resolve) => response.write(piece, () => resolve()));
  }
  if (plan.isCut) response.destroy();
  else response.end();
}

/**
 * Aborted when the connection has ended, be it before this is asked for. It is that of the socket, one for all calls on
 * it: a response that waits behind another one (RFC 9112, section 9.3.2) is not told of the end.
 */
const endOf = once((socket: Socket): AbortSignal => {
  const gone = new AbortController();
  // A client may have more calls wait than the ten listeners that Node.js takes for a leak.
  setMaxListeners(0, gone.signal);
  if (socket.destroyed) gone.abort();
  else socket.once('close', () => gone.abort());
  return gone.signal;
});

/** Without a length where the end of the body is to be missing: node:http then sends it in chunks. */
function headersOf({ status, headers, body, delivery }: DeliveredAnswer): DeliveredAnswer['headers'] {
  const hasLength = !hasNullBody(status) && delivery?.cut !== 'after';
  return hasLength ? { ...headers, 'content-length': `${Buffer.byteLength(body)}` } : headers;
}

/**
 * Answers a request that has failed here: with 413 where its body is too long, else with 500, for a mistake in the
 * sandbox. Of the mistake the answer has the class alone, as its message may quote a body; whoever runs the sandbox
 * reads the rest on standard error.
 */
export function answerFailure(error: unknown, response: ServerResponse): void {
  // The client has gone, or has part of an answer that cannot be mended.
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  const isTooLong = error instanceof BodyTooLong;
  if (!isTooLong) console.error('The sandbox itself has failed.', error);
  // What is left of a request is not read: the connection cannot be used again.
  response.writeHead(isTooLong ? 413 : 500, {
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close',
  });
  const name = error instanceof Error ? error.name : typeof error;
  const failed = `The sandbox itself has failed (${name}). Please report it, with what it says on standard error.`;
  response.end(`${isTooLong ? error.message : failed}\n`);
}
