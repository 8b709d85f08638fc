import type { Call } from '../call/call.js';
import { ResponseError, type ResponseFormatError } from '../errors/errors.js';
import type { Operation } from '../operation.js';
import { type Bytes, joined } from '../platform/bytes.js';
import { RAW_BYTES, rawBody } from './raw-body.js';
import { readBody } from './read-body.js';
import { readWhole } from './whole-body.js';

/**
 * The error for a status outside 2xx. Whatever the description says, it keeps what was sent: the status is the news, and
 * a body that breaks off or is not as described must not hide it.
 */
export async function responseError(
  operation: Operation,
  response: Response,
  call: Call,
): Promise<ResponseError> {
  call.maxBytes = Math.min(call.maxBytes, RAW_BYTES);
  const pieces: Bytes[] = [];
  let body: unknown;
  let problem: ResponseError['bodyProblem'];
  try {
    const whole = await readWhole(response, call, 'text', pieces);
    // A body that was let go of looks like one that ended.
    call.check();
    call.received = whole as Bytes | string;
    body = await readBody(operation, response, call);
  } catch (error) {
    const { reason, code } = call.failed(error) as ResponseFormatError;
    problem = reason ?? code;
  }
  const raw = body === undefined ? rawBody(response, call.received ?? joined(pieces)) : body;
  // Hooks hold the call, and may print it.
  call.received = undefined;
  // Where the description has nothing to say, what was sent is the body.
  if (problem === undefined) body = raw;
  return new ResponseError(call, response, body, raw, problem);
}
