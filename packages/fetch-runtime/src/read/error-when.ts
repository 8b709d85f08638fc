import type { Call } from '../call.js';
import { ResponseError } from '../errors.js';
import type { Answer } from '../operation.js';
import { placeIn } from '../place.js';
import { readAs } from './answer.js';

/**
 * A success whose body may be an error (`x-error-when`): `{ read: errorWhen, as: json, at: ['status'], in: ['invalid'] }`.
 */
export interface ErrorWhen {
  readonly read: (response: Response, call: Call, options: ErrorWhen) => Promise<unknown>;
  readonly as: Answer;
  /** The keys that lead to the place in the body that tells. */
  readonly at: readonly string[];
  /** The values that make it an error. Default: any but `null` and an empty text. */
  readonly in?: readonly unknown[];
}

/** @throws ResponseError, with the body, where it is an error. */
export async function errorWhen(response: Response, call: Call, options: ErrorWhen): Promise<unknown> {
  const body = await readAs(options.as, response, call);
  const place = placeIn(body, options.at);
  if (options.in?.includes(place) ?? (place ?? '') !== '') throw new ResponseError(call, response, body);
  return body;
}
