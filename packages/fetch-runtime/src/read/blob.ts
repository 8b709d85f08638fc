import type { Call } from '../call/call.js';
import { needs } from '../platform/globals.js';
import { readWhole } from './whole-body.js';

/** Reads the body as bytes; the Blob's type is the response's Content-Type. Large files are better downloaded as streams. */
export async function blob(response: Response, call: Call): Promise<Blob> {
  needs(call, 'Blob');
  const whole = await readWhole(response, call, 'blob');
  return new Blob([whole], { type: response.headers.get('content-type') ?? '' });
}
