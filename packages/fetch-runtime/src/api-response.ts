import { FetchError, ResponseFormatError, RuntimeError } from './errors.js';
import type { Operation, OperationInfo } from './operation.js';
import { chooseRead, mayBeEmpty } from './read/choose.js';

/** A successful answer. */
export interface ApiResponse<Result> {
  /** The response as `fetch` gave it; its body is consumed once `value` is called. */
  readonly raw: Response;
  /**
   * Reads the body by the description; further calls give the same promise.
   *
   * @throws ResponseFormatError when the body is not what the description promises.
   * @throws FetchError when the body breaks off.
   */
  value(): Promise<Result>;
}

/** @param signal The signal of the request, to tell an abort while the body is read. */
export function apiResponse<Result>(
  operation: Pick<Operation, 'method' | 'responses'>,
  info: OperationInfo,
  raw: Response,
  signal?: AbortSignal | null,
): ApiResponse<Result> {
  let value: Promise<Result> | undefined;
  return {
    raw,
    value: () => {
      value ??= readValue(operation, info, raw, signal) as Promise<Result>;
      return value;
    },
  };
}

async function readValue(
  operation: Pick<Operation, 'method' | 'responses'>,
  info: OperationInfo,
  response: Response,
  signal: AbortSignal | null | undefined,
): Promise<unknown> {
  const read = chooseRead(operation, response.status, response.headers.get('content-type'));
  if (read === undefined) throw new ResponseFormatError(info, response, 'unexpected_content_type');
  const isRead = response.bodyUsed || response.body?.locked === true;
  try {
    return await read(response, info);
  } catch (error) {
    if (isRead) throw new ResponseFormatError(info, response, 'body_already_read');
    if (error instanceof ResponseFormatError && error.reason === 'empty_body') {
      if (mayBeEmpty(operation.responses)) return undefined;
    }
    if (error instanceof RuntimeError) throw error;
    throw new FetchError(info, error, signal);
  }
}
