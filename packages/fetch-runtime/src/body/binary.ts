import { wellFormed } from '../encode/percent.js';
import { PlatformError, RequestError } from '../errors/errors.js';
import type { BodyContent, RequestBody, RequestDraft } from '../operation.js';
import type { Bytes } from '../platform/bytes.js';
import { isA } from '../platform/globals.js';
import { ownStream } from '../platform/own-stream.js';
import { sendsStreams } from '../platform/sends-streams.js';
import { bodyParam } from './body-param.js';
import { contentType } from './content-type.js';

/**
 * Sends bytes as they are: a Blob or File, an ArrayBuffer or a view of one, a ReadableStream, or a string (as UTF-8).
 * Where the operation takes a range such as `image/*` and the request names no `contentType`, a Blob tells its own;
 * the rest is `application/octet-stream`.
 *
 * @throws RequestError for any other value, and for a stream that is locked or has been read; PlatformError for a stream
 * where `fetch` sends none (Firefox, Safari).
 */
export function binaryBody(draft: RequestDraft, content: BodyContent, value: unknown): void {
  draft.body = bytes(draft, value);
  const own = isA(value, 'Blob') ? value.type : '';
  contentType(draft, content, own === '' ? 'application/octet-stream' : own);
}

function bytes(draft: RequestDraft, value: unknown): RequestBody {
  const binary = typeof value === 'string' ? wellFormed(draft, bodyParam, value) : asBlobPart(value);
  if (binary !== undefined) return binary;
  if (isA(value, 'ReadableStream')) {
    if (!sendsStreams()) throw new PlatformError(draft.operation, 'a fetch that sends streams');
    requireUnread(draft, value);
    draft.stream = (signal) => ({ body: ownStream(value, signal), duplex: 'half' }) as RequestInit;
    return value;
  }
  throw new RequestError(draft.operation, 'body', 'is not binary: give a Blob, bytes, a stream or a string');
}

/** A pipe would lock it at once, or send a read one as an empty body. Only this tells both. */
function requireUnread({ operation }: RequestDraft, stream: ReadableStream): void {
  try {
    new Response(stream);
  } catch {
    throw new RequestError(operation, 'body', 'is a stream that is locked or has been read: give a new one');
  }
}

/** A Blob or bytes as they are, another view of a buffer as the bytes it shows; `undefined` for anything else. */
export function asBlobPart(value: unknown): Blob | ArrayBuffer | Bytes | undefined {
  if (isA(value, 'Blob') || value instanceof ArrayBuffer) return value;
  if (!ArrayBuffer.isView(value)) return undefined;
  try {
    return new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
  } catch {
    // Its bytes have been given away, as to a worker.
    return undefined;
  }
}
