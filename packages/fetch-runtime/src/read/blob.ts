import type { Call } from '../call.js';
import { readBytes } from './bytes.js';

/** Reads the body as bytes; the Blob's type is the answer's Content-Type. Large files are better downloaded as streams. */
export async function blob(response: Response, call: Call): Promise<Blob> {
  return new Blob([await readBytes(response, call)], { type: response.headers.get('content-type') ?? '' });
}
