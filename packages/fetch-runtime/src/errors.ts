import type { OperationInfo } from './operation.js';

/**
 * What every error of this package has in common: a stable `code` to branch on, the operation, and a text that may
 * be logged. Neither the message nor what `console.log` and `JSON.stringify` print holds a value, header, body or URL.
 */
export abstract class RuntimeError extends Error {
  declare readonly code: string;
  declare readonly operationId: string;
  declare readonly method: string;
  /** The path template, without values. */
  declare readonly path: string;

  constructor({ id, method, path }: OperationInfo, what: string, members: object, options?: ErrorOptions) {
    super(`${id}: ${what}`, options);
    Object.assign(this, members, { operationId: id, method, path });
  }

  /** The members that are safe to log; the others are not enumerable. */
  toJSON(): Record<string, unknown> {
    return { message: this.message, ...(this as Record<string, unknown>) };
  }
}

/** What has to do with an answer. */
abstract class AnswerError extends RuntimeError {
  /** 0 for an opaque answer: a redirect in a browser. */
  declare readonly status: number;
  /** The answer itself, its body already consumed. Not enumerable. */
  declare readonly response: Response;

  constructor(operation: OperationInfo, response: Response, what: string, members: object) {
    const { status } = response;
    super(operation, `${operation.method} ${operation.path} answered ${status}${what}`, {
      ...members,
      status,
    });
    Object.defineProperty(this, 'response', { value: response });
  }
}

/**
 * The server answered with a status outside 2xx, or with a redirect, which is not followed; or with what the
 * description declares to be an error inside a success (`x-error-when`).
 */
export class ResponseError extends AnswerError {
  override readonly name = 'ResponseError';
  declare readonly code: 'http_status';
  /**
   * The parsed body, where it is of a declared media type, parses, and is at most 1 MiB; else `undefined`.
   * Not enumerable.
   */
  declare readonly body: unknown;

  constructor(operation: OperationInfo, response: Response, body?: unknown) {
    super(operation, response, '', { code: 'http_status' });
    Object.defineProperty(this, 'body', { value: body });
  }

  get headers(): Headers {
    return this.response.headers;
  }
}

export type FetchErrorCode = 'aborted' | 'connection' | 'dns' | 'network' | 'timeout' | 'tls';

/**
 * No answer came, or it broke off.
 *
 * - `connection`, `dns`, `tls`: there was no connection, so nothing was sent
 * - `aborted`: by the caller's signal
 * - `timeout`: `timeoutMs` or `deadlineMs` passed, or the caller's signal was one of a time limit
 * - `network`: it broke off, or the platform does not say more; browsers never do
 */
export class FetchError extends RuntimeError {
  override readonly name = 'FetchError';
  declare readonly code: FetchErrorCode;

  /**
   * @param cause What `fetch` threw; its name, code and words are kept as `cause`, a reason of the caller's as it is.
   * @param fallback The code where the cause is not the platform's, such as a reason of the caller's own.
   */
  constructor(operation: OperationInfo, cause: unknown, fallback: FetchErrorCode = 'network') {
    const code = fetchErrorCode(cause, fallback);
    const what = `${operation.method} ${operation.path} got no full answer (${code})`;
    super(operation, what, { code }, { cause: /abort|timeout/.test(code) ? cause : quiet(cause) });
  }
}

/**
 * A request that changes something, and is not known to be idempotent, timed out or broke off after it may have been
 * sent: it may have taken effect, or not. It was not repeated; find out first, then decide.
 */
export class OutcomeUnknownError extends RuntimeError {
  override readonly name = 'OutcomeUnknownError';
  declare readonly code: 'outcome_unknown';
  /** The operationId that tells what became of it, where the description names one (`x-outcome-check`). */
  declare readonly outcomeCheck: string | undefined;

  /** @param cause The FetchError. */
  constructor(operation: OperationInfo & { readonly outcomeCheck?: string }, cause: unknown) {
    const { method, path, outcomeCheck } = operation;
    const how = outcomeCheck === undefined ? 'find out' : `ask ${outcomeCheck}`;
    const what = `${method} ${path} may have taken effect: ${how} before it is sent again`;
    super(operation, what, { code: 'outcome_unknown', outcomeCheck }, { cause });
  }
}

/** A member of the request object that the operation needs is `undefined` or `null`. Nothing was sent. */
export class RequiredError extends RuntimeError {
  override readonly name = 'RequiredError';
  declare readonly code: 'required';
  /** The member of the request object. */
  declare readonly field: string;

  constructor(operation: OperationInfo, field: string) {
    super(operation, `the request needs "${field}"`, { code: 'required', field });
  }
}

/** The request cannot be put on the wire as asked. Nothing was sent. */
export class RequestError extends RuntimeError {
  override readonly name = 'RequestError';
  declare readonly code: 'invalid_request';
  /** The member of the request object or of the configuration, or the header. */
  declare readonly field: string;

  /** @param problem A predicate about the field, never quoting its value: `is not a finite number`. */
  constructor(operation: OperationInfo, field: string, problem: string) {
    super(operation, `"${field}" ${problem}`, { code: 'invalid_request', field });
  }
}

export type CredentialsErrorCode = 'credentials_required' | 'credentials_invalid';

/** Credentials are missing (`credentials_required`) or cannot be used (`credentials_invalid`). Nothing was sent. */
export class CredentialsError extends RuntimeError {
  override readonly name = 'CredentialsError';
  declare readonly code: CredentialsErrorCode;
  /** The names of the security schemes concerned. */
  declare readonly schemes: readonly string[];

  constructor(
    operation: OperationInfo,
    code: CredentialsErrorCode,
    schemes: readonly string[],
    what: string,
  ) {
    super(operation, what, { code, schemes });
  }
}

export type ResponseFormatReason =
  | 'body_already_read'
  | 'empty_body'
  | 'invalid_json'
  | 'invalid_utf8'
  | 'too_large'
  | 'unexpected_content_type';

/** The answer is not what the description promises. Its parser's own error is left out, as it quotes the body. */
export class ResponseFormatError extends AnswerError {
  override readonly name = 'ResponseFormatError';
  declare readonly code: 'response_format';
  declare readonly reason: ResponseFormatReason;

  constructor(operation: OperationInfo, response: Response, reason: ResponseFormatReason) {
    const what = `, but the body is not as described (${reason})`;
    super(operation, response, what, { code: 'response_format', reason });
  }
}

/** What fetch of Node, Deno, Bun and workers says, in a name, a system code or words. Browsers say nothing. */
function fetchErrorCode(cause: unknown, fallback: FetchErrorCode): FetchErrorCode {
  const { name } = members(cause);
  if (name === 'TimeoutError') return 'timeout';
  // The reason of a caller who aborts may say anything: it is no word of the platform.
  if (name === 'AbortError' || fallback === 'aborted') return 'aborted';
  const text = words(cause)
    .split(/\s+/)
    .filter((word) => !word.includes('://'))
    .join(' ');
  if (/ENOTFOUND|EAI_|dns error/.test(text)) return 'dns';
  if (/CERT|ERR_TLS|ERR_SSL|EPROTO|certificate|secure TLS/.test(text)) return 'tls';
  return /refused|connect E|CONNECT_TIMEOUT|FailedToOpen/i.test(text) ? 'connection' : fallback;
}

/** `errors` are Node's attempts to connect, where a name has several addresses. */
function words(cause: unknown): string {
  const { code, message, errors, cause: inner } = members(cause);
  return `${code} ${message} ${errors} ${inner === undefined ? '' : words(inner)}`;
}

/** Name, code and words of a cause. Its other members, a URL, and words without a code may quote request or answer. */
function quiet(cause: unknown): Error {
  const { name, code, message, cause: inner } = members(cause);
  const isQuoting = (code === undefined ? /:\/\/|"|URL/ : /:\/\//).test(`${message}`);
  const text = isQuoting ? 'not shown, as it quotes the request' : `${message}`;
  const copy = new Error(text, inner === undefined ? undefined : { cause: quiet(inner) });
  return Object.assign(copy, { name, code, stack: `${name}: ${text}` });
}

function members(cause: unknown): Readonly<Record<string, unknown>> {
  return Object(typeof cause === 'string' ? { message: cause } : cause);
}
