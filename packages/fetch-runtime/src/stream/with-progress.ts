import type { BinaryBody } from '../operation.js';
import type { Bytes } from '../platform/bytes.js';
import { isA } from '../platform/globals.js';
import { sendsStreams } from '../platform/sends-streams.js';
import { counted, type OnProgress } from './progress.js';

const PIECE_BYTES = 64 * 1024;

/**
 * A request body that tells how much of it `fetch` has taken, which is more than the server has received.
 *
 * It is a stream: `fetch` takes it once, so `withRetry` does not repeat it unless it is made within (see the guide on
 * files); it is sent without Content-Length; and in Chromium over HTTP/2 only. A `fetch` that cannot send streams
 * (Firefox, Safari, React Native) gets the body whole, and tells nothing.
 *
 * @param signal That of the call, where the body is a stream: an abort then lets go of it. Node's `fetch` does not.
 * @example api.putReport({ body: withProgress(file, ({ loadedBytes }) => show(loadedBytes)) })
 */
export function withProgress(
  body: BinaryBody,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Blob | ReadableStream<Bytes> {
  // What cannot be made a Blob cannot be made a stream either.
  if (typeof Blob === 'undefined') return body as never;
  const whole = isA(body, 'ReadableStream') || isA(body, 'Blob') ? body : new Blob([body as string]);
  if (!sendsStreams()) return whole;
  const source = isA(whole, 'Blob') ? pieces(whole) : whole;
  const count = counted(onProgress, isA(whole, 'Blob') ? whole.size : undefined);
  const counting = new TransformStream<Bytes, Bytes>({
    transform: (piece, controller) => {
      count(piece);
      controller.enqueue(piece);
    },
  });
  return source.pipeThrough(counting, signal === undefined ? {} : { signal });
}

/** `blob.stream()` of Node gives what is in memory as one piece. */
function pieces(blob: Blob): ReadableStream<Bytes> {
  let start = 0;
  return new ReadableStream({
    pull: async (controller) => {
      const piece = await blob.slice(start, start + PIECE_BYTES).arrayBuffer();
      start += PIECE_BYTES;
      if (piece.byteLength === 0) controller.close();
      else controller.enqueue(new Uint8Array(piece));
    },
  });
}
