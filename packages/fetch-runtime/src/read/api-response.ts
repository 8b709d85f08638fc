import type { Call } from '../call/call.js';
import { followUnread } from '../call/follow-unread.js';
import type { Operation } from '../operation.js';
import type { OperationInfo } from '../operation-info.js';
import { readBody } from './read-body.js';

/** A successful answer. */
export interface ApiResponse<Result> {
  /** The response as `fetch` gave it; its body is consumed once `value` or `read` is called. */
  readonly raw: Response;
  /** The operation that was called. */
  readonly operation: OperationInfo;
  /**
   * Reads the body by the description, within `timeoutMs` from now; further calls give the same promise.
   *
   * @throws ResponseFormatError when the body is not what the description promises.
   * @throws ResponseError when the description declares it an error.
   * @throws FetchError when the body breaks off; OutcomeUnknownError where that leaves the outcome unknown.
   */
  value(): Promise<Result>;
  /**
   * Reads the body, or a piece of it, in another way than described, but within `timeoutMs` from now and with the
   * errors of `value`: `answer.read(text)`.
   */
  read<Value>(how: (response: Response, call: Call) => Promise<Value>): Promise<Value>;
}

/** The head of an answer, its body still to come. */
export function apiResponse(
  operation: Operation,
  raw: Response,
  call: Call,
  rejected: (error: unknown) => unknown,
): ApiResponse<unknown> {
  let value: Promise<unknown> | undefined;
  const read: ApiResponse<unknown>['read'] = (how) =>
    call.within(async () => {
      call.startTimer();
      call.link();
      const answer = await how(raw, call);
      call.check();
      return call.done(answer);
    }, rejected);
  followUnread(call, raw);
  return {
    raw,
    operation,
    read,
    value: () => {
      value ??= read(() => readBody(operation, raw, call));
      return value;
    },
  };
}
