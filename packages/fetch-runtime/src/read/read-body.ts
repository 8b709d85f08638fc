import type { Call } from '../call/call.js';
import type { Operation, ResponseReader } from '../operation.js';
import { none } from './none.js';

/**
 * Reads the body of an answer as its status says: the exact one, `4XX`, for an undeclared success the lowest declared
 * one, `default`. Where the description has nothing for it, there is nothing to read; nor after HEAD, and of a 204 or 205
 * that is described. One that is not is read as an empty body of what is.
 */
export function readBody({ method, responses }: Operation, response: Response, call: Call): Promise<unknown> {
  const { status, ok } = response;
  const { default: fallback } = responses;
  const answer =
    responses[status] ??
    responses[`${Math.trunc(status / 100)}XX`] ??
    Object.entries(responses).find(([name]) => ok && name.startsWith('2'))?.[1] ??
    fallback;
  const isDone = method === 'HEAD' || ((status === 204 || status === 205) && responses[status] !== undefined);
  if (answer === undefined || isDone) return none(response, call);
  return readAs(answer, response, call);
}

/** Reads a body by a function, or by one that needs to be told more. */
export function readAs(answer: ResponseReader, response: Response, call: Call): Promise<unknown> {
  return typeof answer === 'function' ? answer(response, call) : answer.read(response, call, answer as never);
}
