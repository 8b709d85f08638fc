import type { Call } from '../call.js';
import { readWhole } from './whole.js';

/** Reads the body as bytes; the Blob's type is the response's Content-Type. Large files are better downloaded as streams. */
export async function blob(response: Response, call: Call): Promise<Blob> {
  return new Blob([await readWhole(response, call, 'blob')], {
    type: response.headers.get('content-type') ?? '',
  });
}
