import type { Bytes } from './bytes.js';

/**
 * A stream as `fetch` gets it. An error of its source is wrapped in one that says so: the source may be a connection too,
 * and that one was refused says nothing about the request.
 *
 * @param signal An abort lets go of the source. Node's `fetch` reads it on to its end.
 */
export function ownStream(source: ReadableStream<Bytes>, signal: AbortSignal | undefined): ReadableStream {
  const reader = source.getReader();
  const told = new ReadableStream<Bytes>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (cause) {
          throw Object.assign(new Error('Request body failed', { cause }), { isOfBody: true });
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const body = signal === undefined ? told : told.pipeThrough(new TransformStream(), { signal });
  return Object.assign(body, { tellsSource: true });
}
