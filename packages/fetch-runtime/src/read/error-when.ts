import type { Call } from '../call/call.js';
import { ResponseError } from '../errors/errors.js';
import { getIn } from '../get-in.js';
import type { ErrorWhen } from '../operation.js';
import { readAs } from './read-body.js';

/** @throws ResponseError, with the body, where it is an error. */
export async function errorWhen(response: Response, call: Call, options: ErrorWhen): Promise<unknown> {
  const body = await readAs(options.as, response, call);
  const place = getIn(body, options.at);
  if (options.in?.includes(place) ?? (place ?? '') !== '') throw new ResponseError(call, response, body);
  return body;
}
