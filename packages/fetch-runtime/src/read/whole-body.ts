import type { Call } from '../call/call.js';
import { PlatformError, ResponseFormatError } from '../errors/errors.js';
import { type Bytes, isStream, joined } from '../platform/bytes.js';
import { rawBody } from './raw-body.js';

/**
 * The whole body, within the limit of the call: its bytes. Reading it piece by piece is what makes a limit possible: an
 * endless body, or a small one that unpacks to a huge one, ends here.
 *
 * Where `response.body` is no stream, as in React Native, the platform reads it `how` it can: as text or as a Blob. The
 * limit is held against Content-Length before, and against the characters or bytes that came after.
 *
 * @param pieces gets the pieces as they come, so that they are there when it fails.
 * @throws ResponseFormatError for a body that has been read before, or is longer than `call.maxBytes`.
 */
export async function readWhole(
  response: Response,
  call: Call,
  how: 'text' | 'blob',
  pieces: Bytes[] = [],
): Promise<Bytes | string | Blob> {
  if (call.received !== undefined) return call.received;
  call.check();
  const { body } = response;
  if (body === null) return new Uint8Array();
  if (response.bodyUsed || body?.locked) throw new ResponseFormatError(call, response, 'body_already_read');
  const checkSize = (sizeBytes: number): void => {
    if (sizeBytes <= call.maxBytes) return;
    call.release?.();
    // As many as hold 1 MiB in any case where they come from a network.
    throw new ResponseFormatError(
      call,
      response,
      'too_large',
      rawBody(response, joined(pieces.slice(0, 64))),
    );
  };
  if (!isStream(body) || typeof TextDecoder === 'undefined') {
    if (typeof response[how] !== 'function') throw new PlatformError(call, `Response.${how}()`);
    checkSize(Number(response.headers.get('content-length')));
    const whole = await new Promise<string | Blob>((resolve, reject) => {
      // It cannot be stopped, but it need not be waited for.
      call.release = reject as () => void;
      response[how]().then(resolve, reject);
    });
    checkSize(typeof whole === 'string' ? whole.length : whole.size);
    return whole;
  }
  const reader = body.getReader();
  // Not waited for: where middleware has cloned the response, it ends only when the clone is let go of as well.
  call.release = () => void reader.cancel().catch(() => undefined);
  let sizeBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(pieces);
    pieces.push(value);
    sizeBytes += value.byteLength;
    checkSize(sizeBytes);
  }
}
