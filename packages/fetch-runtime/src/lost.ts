import { FetchError, OutcomeUnknownError } from './errors.js';
import type { HeaderRecord } from './headers.js';
import type { Operation } from './operation.js';

/**
 * `lost` of an operation that changes something and is not idempotent (RFC 9110 §9.2.2): makes an OutcomeUnknownError
 * of an answer that did not come although the request may have been sent. Not so where the request has an
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): then it can be sent again.
 */
export function outcomeUnknown(operation: Operation, error: unknown, headers: HeaderRecord): unknown {
  const isLost =
    error instanceof FetchError &&
    error.operationId === operation.id &&
    /^(network|timeout)$/.test(error.code);
  return isLost && headers['idempotency-key'] === undefined
    ? new OutcomeUnknownError(operation, error)
    : error;
}
