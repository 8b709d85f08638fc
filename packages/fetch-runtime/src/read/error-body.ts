import { ResponseError } from '../errors.js';
import type { Operation, OperationInfo } from '../operation.js';
import { chooseRead } from './choose.js';

const LIMIT_BYTES = 1024 * 1024;

/** The error for an answer outside 2xx, with its body where that can be read as the description says. */
export async function responseError(
  operation: Pick<Operation, 'method' | 'responses'>,
  info: OperationInfo,
  response: Response,
): Promise<ResponseError> {
  const contentType = response.headers.get('content-type');
  const read = chooseRead(operation, response.status, contentType);
  try {
    const bytes = await readAtMost(response, LIMIT_BYTES);
    if (read === undefined || bytes === undefined) return new ResponseError(info, response);
    const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
    return new ResponseError(info, response, await read(new Response(bytes, { headers }), info));
  } catch {
    // The status is the news; a body that breaks off or does not parse must not hide it.
    return new ResponseError(info, response);
  }
}

/** The whole body, or `undefined` where there is none or it is longer than `limit`. */
async function readAtMost(response: Response, limit: number): Promise<Blob | undefined> {
  if (response.body === null || response.bodyUsed) return undefined;
  const reader = response.body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks);
    length += value.byteLength;
    if (length > limit) {
      // Not waited for, as in `none`.
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(value);
  }
}
