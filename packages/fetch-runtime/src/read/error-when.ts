import type { Call } from '../call.js';
import { ResponseError } from '../errors.js';
import type { ErrorWhen } from '../operation.js';
import { placeIn } from '../place.js';
import { readAs } from './answer.js';

/** @throws ResponseError, with the body, where it is an error. */
export async function errorWhen(response: Response, call: Call, options: ErrorWhen): Promise<unknown> {
  const body = await readAs(options.as, response, call);
  const place = placeIn(body, options.at);
  if (options.in?.includes(place) ?? (place ?? '') !== '') throw new ResponseError(call, response, body);
  return body;
}
