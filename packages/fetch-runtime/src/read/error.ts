import type { Call } from '../call.js';
import { ResponseError } from '../errors.js';
import type { Operation } from '../operation.js';
import { readAnswer } from './answer.js';

/** The error for an answer outside 2xx, with its body where that can be read as the description says. */
export async function responseError(
  operation: Operation,
  response: Response,
  call: Call,
): Promise<ResponseError> {
  call.maxBytes = Math.min(call.maxBytes, 1024 * 1024);
  let body: unknown;
  try {
    body = await readAnswer(operation, response, call);
  } catch {
    // The status is the news; a body that breaks off or does not parse must not hide it.
  }
  return new ResponseError(call, response, body);
}
