import { wellFormed } from '../encode/percent.js';
import { RequestError } from '../errors.js';
import { contentType } from '../headers.js';
import type { BodyContent, Bytes, RequestBody, RequestDraft } from '../operation.js';
import { bodyParam } from './body-param.js';

/**
 * Sends bytes as they are: a Blob or File, an ArrayBuffer or a view of one, a ReadableStream, or a string (as UTF-8).
 * Where the operation takes a range such as `image/*` and the request names no `contentType`, a Blob tells its own;
 * the rest is `application/octet-stream`.
 *
 * @throws RequestError for any other value.
 */
export function binaryBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  draft.body = bytes(draft, value);
  const own = value instanceof Blob ? value.type : '';
  contentType(draft, content, own === '' ? 'application/octet-stream' : own);
}

function bytes(draft: RequestDraft, value: unknown): RequestBody {
  const binary = typeof value === 'string' ? wellFormed(draft, bodyParam, value) : asBlobPart(value);
  if (binary !== undefined) return binary;
  if (value instanceof ReadableStream) {
    // Node's fetch reads a stream on to its end after an abort; a pipe with the signal lets go of it.
    draft.stream = (signal) => {
      const body = signal === undefined ? value : value.pipeThrough(new TransformStream(), { signal });
      return { body, duplex: 'half' } as RequestInit;
    };
    return value;
  }
  throw new RequestError(draft.operation, 'body', 'is not binary: give a Blob, bytes, a stream or a string');
}

/** A Blob or bytes as they are, another view of a buffer as the bytes it shows; `undefined` for anything else. */
export function asBlobPart(value: unknown): Blob | ArrayBuffer | Bytes | undefined {
  if (value instanceof Blob || value instanceof ArrayBuffer) return value;
  if (!ArrayBuffer.isView(value)) return undefined;
  return new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
}
