import type { Call } from '../call.js';
import { ResponseFormatError } from '../errors.js';
import type { Bytes } from '../operation.js';

/**
 * The bytes of a body, within the limit of the call. Reading it piece by piece is what makes a limit possible: an
 * endless body, or a small one that unpacks to a huge one, ends here.
 *
 * @throws ResponseFormatError for a body that has been read before, or is longer than `call.maxBytes`.
 */
export async function readBytes(response: Response, call: Call): Promise<Bytes> {
  call.check();
  const { body } = response;
  let bytes = new Uint8Array();
  if (body === null) return bytes;
  if (response.bodyUsed || body.locked) throw new ResponseFormatError(call, response, 'body_already_read');
  const reader = body.getReader();
  // Not waited for: where middleware has cloned the response, it ends only when the clone is let go of as well.
  call.release = () => void reader.cancel().catch(() => undefined);
  const chunks: Bytes[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > call.maxBytes) {
      call.release();
      throw new ResponseFormatError(call, response, 'too_large');
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0]!;
  bytes = new Uint8Array(length);
  length = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, length);
    length += chunk.byteLength;
  }
  return bytes;
}
