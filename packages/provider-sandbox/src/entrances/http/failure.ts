import type { ServerResponse } from 'node:http';
import { BodyTooLong } from './from-node.js';

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
