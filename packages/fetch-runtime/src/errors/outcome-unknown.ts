import type { OperationInfo } from '../operation-info.js';
import {
  FetchError,
  OutcomeUnknownError,
  ResponseError,
  ResponseFormatError,
  type RuntimeError,
} from './errors.js';
import { isUnsent, type SentAttempt } from './unsent.js';

/** What may come from somebody on the way who does not know what the server did; and redirects after a change. */
const doubtful = /^(0|30[1-3]|50[234]|5[2-9]\d)$/;

/**
 * `onLostResponse` of an operation that changes something and is not idempotent (RFC 9110 §9.2.2). Where the request may have
 * taken effect, and nothing tells:
 *
 * - no answer came, or it broke off: an OutcomeUnknownError
 * - a gateway answered in place of the server, or the body of a success cannot be read: the error gets `outcomeUnknown`
 *
 * Not so where the request has an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): then it can be sent
 * again. Nor where nothing was sent.
 */
export function outcomeUnknown(
  operation: OperationInfo & { readonly outcomeCheck?: string },
  error: unknown,
  attempt: SentAttempt,
): unknown {
  const { operationId } = Object(error);
  const headers = attempt.init.headers as Readonly<Record<string, string>>;
  // An error of another operation is that of a hook or a `fetchApi` which called it.
  if (operationId !== operation.id || headers['idempotency-key'] !== undefined) return error;
  if (error instanceof FetchError)
    return isUnsent(error.code, attempt) ? error : new OutcomeUnknownError(operation, error);
  const isDoubtful =
    error instanceof ResponseFormatError ||
    (error instanceof ResponseError && doubtful.test(`${error.status}`));
  if (!isDoubtful) return error;
  const { outcomeCheck } = operation;
  return Object.assign(error, { outcomeUnknown: true, outcomeCheck });
}

/**
 * Whether something thrown leaves a change in doubt: the server may have done what it was asked, or not. Find out
 * first, as by the operation that `outcomeCheck` names; then decide whether to send it again.
 *
 * @example if (isOutcomeUnknown(error)) await askWhatBecameOfIt(error.outcomeCheck);
 */
export function isOutcomeUnknown(error: unknown): error is RuntimeError & { readonly outcomeUnknown: true } {
  return Object(error).outcomeUnknown === true;
}
