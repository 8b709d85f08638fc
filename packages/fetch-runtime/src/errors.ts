import type { OperationInfo } from './operation.js';

/**
 * What every error of this package has in common: a stable `code` to branch on, and a text that may be logged.
 * Neither the message nor what `console.log` and `JSON.stringify` print holds a value, header, body or URL.
 */
export abstract class RuntimeError extends Error {
  abstract readonly code: string;

  /** The members that are safe to log; the others are not enumerable. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries([['message', this.message], ...Object.entries(this)]);
  }
}

/** The server answered with a status outside 2xx, or with a redirect that was not followed. */
export class ResponseError extends RuntimeError {
  override readonly name = 'ResponseError';
  override readonly code = 'http_status';
  /** 0 for an opaque answer, such as an unfollowed redirect in a browser. */
  readonly status: number;
  readonly operationId: string;
  readonly method: string;
  /** The path template, without values. */
  readonly path: string;
  /** Not enumerable. */
  declare readonly headers: Headers;
  /**
   * The parsed body, where it is of a declared media type, parses, and is at most 1 MiB; else `undefined`.
   * Not enumerable.
   */
  declare readonly body: unknown;
  /** The answer itself, its body already consumed. Not enumerable. */
  declare readonly response: Response;

  constructor(operation: OperationInfo, response: Response, body?: unknown) {
    const answer = response.status === 0 ? 'with an opaque response' : response.status;
    super(`${operation.id}: ${operation.method} ${operation.path} answered ${answer}`);
    this.status = response.status;
    this.operationId = operation.id;
    this.method = operation.method;
    this.path = operation.path;
    hide(this, { headers: response.headers, body, response });
  }
}

export type FetchErrorCode = 'network' | 'aborted' | 'timeout';

/** No answer came, or it broke off: `aborted` and `timeout` by the caller's signal, `network` for the rest. */
export class FetchError extends RuntimeError {
  override readonly name = 'FetchError';
  override readonly code: FetchErrorCode;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;

  /**
   * @param cause What `fetch` threw; kept as `cause`.
   * @param signal The signal of the request, for a caller that aborts with a reason of its own.
   */
  constructor(operation: OperationInfo, cause: unknown, signal?: AbortSignal | null) {
    const code = fetchErrorCode(cause, signal);
    super(`${operation.id}: ${operation.method} ${operation.path} got no full answer (${code})`, { cause });
    this.code = code;
    this.operationId = operation.id;
    this.method = operation.method;
    this.path = operation.path;
  }
}

/** A member of the request object that the operation needs is `undefined` or `null`. Nothing was sent. */
export class RequiredError extends RuntimeError {
  override readonly name = 'RequiredError';
  override readonly code = 'required';
  readonly operationId: string;
  /** The member of the request object. */
  readonly field: string;

  constructor(operation: OperationInfo, field: string) {
    super(`${operation.id}: the request needs "${field}"`);
    this.operationId = operation.id;
    this.field = field;
  }
}

/** The request cannot be put on the wire as asked. Nothing was sent. */
export class RequestError extends RuntimeError {
  override readonly name = 'RequestError';
  override readonly code = 'invalid_request';
  readonly operationId: string;
  /** The member of the request object or of the configuration, or the header. */
  readonly field: string;

  /** @param problem A predicate about the field, never quoting its value: `is not a finite number`. */
  constructor(operation: OperationInfo, field: string, problem: string) {
    super(`${operation.id}: "${field}" ${problem}`);
    this.operationId = operation.id;
    this.field = field;
  }
}

export type CredentialsErrorCode = 'credentials_required' | 'credentials_invalid';

/** Credentials are missing (`credentials_required`) or cannot be used (`credentials_invalid`). Nothing was sent. */
export class CredentialsError extends RuntimeError {
  override readonly name = 'CredentialsError';
  override readonly code: CredentialsErrorCode;
  /** The names of the security schemes concerned. */
  readonly schemes: readonly string[];

  constructor(code: CredentialsErrorCode, schemes: readonly string[], message: string) {
    super(message);
    this.code = code;
    this.schemes = schemes;
  }
}

export type ResponseFormatReason =
  | 'empty_body'
  | 'invalid_json'
  | 'invalid_utf8'
  | 'unexpected_content_type'
  | 'body_already_read';

/** The answer is not what the description promises. Its parser's own error is left out, as it quotes the body. */
export class ResponseFormatError extends RuntimeError {
  override readonly name = 'ResponseFormatError';
  override readonly code = 'response_format';
  readonly status: number;
  readonly operationId: string;
  readonly reason: ResponseFormatReason;
  /** The answer, its body possibly consumed. Not enumerable. */
  declare readonly response: Response;

  constructor(operation: OperationInfo, response: Response, reason: ResponseFormatReason) {
    const what = `${operation.id}: ${operation.method} ${operation.path} answered ${response.status}`;
    super(`${what}, but the body is not as described (${reason})`);
    this.status = response.status;
    this.operationId = operation.id;
    this.reason = reason;
    hide(this, { response });
  }
}

function hide(error: Error, members: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(error, name, { value, enumerable: false, configurable: true });
  }
}

function fetchErrorCode(cause: unknown, signal: AbortSignal | null | undefined): FetchErrorCode {
  const name = typeof cause === 'object' && cause !== null && 'name' in cause ? cause.name : undefined;
  if (name === 'TimeoutError') return 'timeout';
  return name === 'AbortError' || signal?.aborted === true ? 'aborted' : 'network';
}
