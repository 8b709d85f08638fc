import type { Call } from '../call/call.js';
import { ResponseFormatError } from '../errors/errors.js';
import type { OrNone } from '../operation.js';
import { readAs } from './read-body.js';

/** As `then` reads it, but `undefined` for an empty body. */
export async function orNone(response: Response, call: Call, { as }: OrNone): Promise<unknown> {
  try {
    return await readAs(as, response, call);
  } catch (error) {
    if (error instanceof ResponseFormatError && error.reason === 'empty_body') return undefined;
    throw error;
  }
}
