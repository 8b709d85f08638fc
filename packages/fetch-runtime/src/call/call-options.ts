import { RequestError } from '../errors/errors.js';
import { type HeaderRecord, mergeHeaders } from '../headers.js';
import type { OperationInfo } from '../operation-info.js';
import { isA } from '../platform/globals.js';
import type { CallLimits } from './settings.js';

/** Members of `fetch`'s init, and limits. */
export interface CallChanges extends RequestInit, CallLimits {}

/** Gets the init as it would be sent, headers as a plain object with names in lower case; returns what to change. */
export type InitOverrideFunction = (context: {
  init: RequestInit;
  context: OperationInfo;
}) => Promise<CallChanges>;

/**
 * What is particular to one call: `signal`, `timeoutMs`, `deadlineMs`, and the members of `fetch`'s init.
 * Headers are merged one by one over those of the request; a `body` replaces the body. The method stays that of the
 * operation: another one is refused.
 */
export type CallOptions = CallChanges | InitOverrideFunction;

/** The name that openapi-generator's typescript-fetch has for it. */
export type InitOverrides = CallOptions;

/**
 * The init with the caller's changes over it. Members that are `undefined` change nothing.
 *
 * @throws RequestError for another method, and for what no header may be.
 */
export function overridden(operation: OperationInfo, init: RequestInit, changes: CallChanges): RequestInit {
  const { timeoutMs, deadlineMs, headers: more, method = init.method, ...rest } = changes;
  // Doubt, retries and caches follow from the method.
  if (method !== operation.method)
    throw new RequestError(operation, 'method', 'must be that of the operation');
  const headers: HeaderRecord = { ...(init.headers as HeaderRecord) };
  const { body } = rest;
  // The old type would be wrong for these; fetch knows theirs, and `null` is no body.
  if (body === null || isA(body, 'FormData') || isA(body, 'URLSearchParams')) delete headers['content-type'];
  if (isA(body, 'ReadableStream')) Object.assign(rest, { duplex: 'half' });
  mergeHeaders(headers, operation, more);
  const present = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { ...init, ...Object.fromEntries(present), headers };
}
