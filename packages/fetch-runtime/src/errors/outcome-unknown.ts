import type { OperationInfo } from '../operation-info.js';
import {
  FetchError,
  OutcomeUnknownError,
  PlatformError,
  ResponseError,
  ResponseFormatError,
  RuntimeError,
} from './errors.js';
import { isUnsent, type SentAttempt } from './unsent.js';

/** What may come from somebody on the way who does not know what the server did; and redirects after a change. */
export const outcomeUnknownStatus: RegExp = /^(0|30[1-3]|50[234]|5[2-9]\d)$/;

/**
 * `onOutcomeUnknown` of an operation that changes something and is not idempotent (RFC 9110 §9.2.2). Where the request
 * may have taken effect, and nothing tells:
 *
 * - no answer came, or it broke off: an OutcomeUnknownError
 * - a gateway answered in place of the server, or the body of a success cannot be read: the error gets `outcomeUnknown`
 * - a hook threw an error of its own in place of one of these: it gets `outcomeUnknown` too, unless it has that member
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
  if (headers['idempotency-key'] !== undefined) return error;
  const { outcomeCheck } = operation;
  const unknown = { outcomeUnknown: true, outcomeCheck };
  // Such as one that a hook makes of every failure. A hook that knows better says so itself.
  const isHooks =
    attempt.hidesOutcomeUnknown === true && error === attempt.error && !(error instanceof RuntimeError);
  if (isHooks && Object.isExtensible(error))
    return Object.assign(error as object, { ...unknown, ...(error as object) });
  // An error of another operation is that of a hook or a `fetchApi` which called it.
  if (operationId !== operation.id) return error;
  if (error instanceof FetchError)
    return isUnsent(error.code, attempt) ? error : new OutcomeUnknownError(operation, error);
  const isDoubtful =
    error instanceof ResponseFormatError ||
    error instanceof PlatformError ||
    (error instanceof ResponseError && outcomeUnknownStatus.test(`${error.status}`));
  if (!isDoubtful) return error;
  return Object.assign(error, unknown);
}

/**
 * Whether something thrown leaves the outcome of a change unknown: the server may have done what it was asked, or not.
 * Find out first, as by the operation that `outcomeCheck` names; then decide whether to send it again.
 *
 * @example if (isOutcomeUnknown(error)) await askWhatBecameOfIt(error.outcomeCheck);
 */
export function isOutcomeUnknown(error: unknown): error is RuntimeError & { readonly outcomeUnknown: true } {
  return Object(error).outcomeUnknown === true;
}
