import type { Call } from '../call.js';
import { ResponseFormatError } from '../errors.js';
import type { Answer } from '../operation.js';
import { readAs } from './answer.js';

/** Where another success of the operation has no body, any may come without: `{ read: orNone, as: json }`. */
export interface OrNone {
  readonly read: (response: Response, call: Call, options: OrNone) => Promise<unknown>;
  readonly as: Answer;
}

/** As `then` reads it, but `undefined` for an empty body. */
export async function orNone(response: Response, call: Call, { as }: OrNone): Promise<unknown> {
  try {
    return await readAs(as, response, call);
  } catch (error) {
    if (error instanceof ResponseFormatError && error.reason === 'empty_body') return undefined;
    throw error;
  }
}
