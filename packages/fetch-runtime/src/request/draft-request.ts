import type { Call } from '../call/call.js';
import type { AnyConfiguration } from '../configuration.js';
import { RequiredError } from '../errors/errors.js';
import { type HeaderRecord, mergeHeaders } from '../headers.js';
import { isJson } from '../media-type.js';
import type { BodyContent, Operation, RequestDraft } from '../operation.js';

/**
 * The request of an operation, without credentials and without the caller's changes.
 *
 * @throws RequiredError for the first required member that is `undefined` or `null`; RequestError for a value that
 *   cannot be written. In the order of the parameters, the body last.
 */
export function draftRequest(
  configuration: AnyConfiguration,
  operation: Operation,
  call: Call,
  request: Readonly<Record<string, unknown>>,
): RequestDraft {
  const { path, params, body, accept } = operation;
  const headers: HeaderRecord = {};
  const draft: RequestDraft = { operation: call, path, query: [], headers };
  if (configuration.headers !== undefined) mergeHeaders(headers, call, configuration.headers);
  if (accept !== undefined) Object.assign(headers, { accept });
  for (const param of params ?? []) {
    const value = request[param.key];
    if (value !== undefined && value !== null) {
      param.encode(draft, param, value);
      // A placeholder is none: the hook that replaces it looks at the origin itself.
      if (param.secret === true && value !== '[redacted]') draft.hasSecret = true;
    } else if (param.required === true) throw new RequiredError(call, param.key);
  }
  if (body !== undefined) {
    const { body: value } = request;
    // `null` is a body only where that is JSON; of several media types `chooseBody` knows which it is.
    if (value !== undefined && (value !== null || isJson(body.type ?? 'text/json'))) {
      body.encode(draft, body as BodyContent, value, request);
      if (body.secret === true) draft.hasSecret = true;
    } else if (body.required === true) throw new RequiredError(call, 'body');
  }
  return draft;
}
