import { type Call, timeLimit } from '../call/call.js';
import { PlatformError, ResponseFormatError } from '../errors/errors.js';
import { type Bytes, isStream } from '../platform/bytes.js';
import type { ApiResponse } from '../read/api-response.js';
import { fileNameOf } from './file-name.js';
import { counted, type OnProgress } from './progress.js';

/** A file on its way. */
export interface Download {
  /**
   * Its bytes, unpacked; asked for piece by piece, so that a slow reader holds up the server and no memory. Cancelling
   * it closes the connection; so does the caller's signal. It fails with the errors of the call.
   */
  readonly stream: ReadableStream<Bytes>;
  /** As the server proposes it (Content-Disposition), made safe: a name without a path. */
  readonly fileName: string | undefined;
  /** As the server says it, with its parameters. */
  readonly contentType: string | undefined;
  /** As the server says it; `undefined` where it does not, or says it of a packed body. */
  readonly sizeBytes: number | undefined;
}

export interface DownloadOptions {
  onProgress?: OnProgress | undefined;
}

/**
 * The body of an answer as a stream, whatever its size. `timeoutMs` of the call is how long the server may be silent
 * while it is read; `deadlineMs` holds for the whole. The time that the reader takes between pieces is not limited.
 *
 * The stream fails with a FetchError (`aborted`, `timeout`, or `network` when it breaks off), or a
 * ResponseFormatError when the body has been read before.
 *
 * @throws PlatformError where the platform has no streams, as React Native: there `value()` reads the whole.
 * @example const { stream, fileName } = download(await api.getReportRaw({ id }, { signal }));
 */
export function download(answer: ApiResponse<unknown>, { onProgress }: DownloadOptions = {}): Download {
  const { raw, operation } = answer;
  const { body, headers } = raw;
  if (typeof ReadableStream === 'undefined' || (body !== null && !isStream(body)))
    throw new PlatformError(operation, 'ReadableStream');
  const sizeBytes = sizeOf(headers);
  const count = counted(onProgress, sizeBytes);
  let reader: ReadableStreamDefaultReader<Bytes> | undefined;
  // Not waited for: where middleware has cloned the response, it ends only when the clone is let go of as well.
  const letGo = (reason?: unknown): void => void (reader ?? raw.body)?.cancel(reason).catch(() => undefined);
  const next = async (response: Response, call: Call) => {
    // What is there already would come before any timer.
    if (call.remainingMs <= 0) throw timeLimit();
    call.check();
    reader ??= readerOf(response, call);
    call.release = letGo;
    return reader?.read();
  };
  const stream = new ReadableStream<Bytes>(
    {
      pull: async (controller) => {
        try {
          const piece = await answer.read(next);
          if (piece === undefined || piece.done) return controller.close();
          count(piece.value);
          controller.enqueue(piece.value);
        } catch (error) {
          letGo(error);
          throw error;
        }
      },
      cancel: letGo,
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    fileName: fileNameOf(headers.get('content-disposition')),
    contentType: headers.get('content-type') ?? undefined,
    sizeBytes,
  };
}

function readerOf(response: Response, call: Call): ReadableStreamDefaultReader<Bytes> | undefined {
  if (response.bodyUsed || response.body?.locked === true)
    throw new ResponseFormatError(call, response, 'body_already_read');
  return response.body?.getReader();
}

/** Content-Length counts what is on the wire: of a packed body it says nothing about the file (RFC 9110 §8.6). */
function sizeOf(headers: Headers): number | undefined {
  const length = headers.get('content-length') ?? '';
  const isPlain = /^(?:identity)?$/i.test(headers.get('content-encoding') ?? '');
  return isPlain && /^\d+$/.test(length) ? Number(length) : undefined;
}
