import type { OperationInfo } from '../operation-info.js';
import { BrandedError } from './branded-error.js';
import { type FetchErrorCode, fetchErrorCode, quiet } from './fetch-cause.js';
import { printEnumerable } from './print-enumerable.js';

/**
 * What every error of this package has in common: a stable `code` to branch on, the operation, and a text that may
 * be logged. Neither the message nor what `console.log` and `JSON.stringify` print holds a value, header, body or URL.
 *
 * `instanceof` works across copies and versions of this package, and between ES modules and CommonJS.
 */
export abstract class RuntimeError extends BrandedError {
  /** The name of the class, by which other copies of this package know it. */
  static readonly kind: string = 'RuntimeError';
  declare readonly code: string;
  declare readonly operationId: string;
  declare readonly method: string;
  /** The path template, without values. */
  declare readonly path: string;
  /** `true` where a change may have taken effect, or not; see `isOutcomeUnknown`. */
  declare readonly outcomeUnknown: true | undefined;
  /** With `outcomeUnknown`: the operationId that tells, where the description names one (`x-outcome-check`). */
  declare readonly outcomeCheck: string | undefined;

  constructor({ id, method, path }: OperationInfo, what: string, members: object, options?: ErrorOptions) {
    super(`${id}: ${what}`, options);
    const { kind: name } = new.target;
    Object.assign(this, members, { name, operationId: id, method, path });
    printEnumerable(this);
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
  /**
   * What was sent, whatever the description says, at most its first MiB: JSON parsed by `JSON.parse`, else text.
   * `undefined` for an empty body, and for bytes that are no text. Not enumerable.
   */
  declare readonly rawBody: unknown;

  constructor(
    operation: OperationInfo,
    response: Response,
    what: string,
    members: object,
    hidden: { readonly rawBody: unknown; readonly body?: unknown },
  ) {
    const { status } = response;
    super(operation, `${operation.method} ${operation.path} answered ${status}${what}`, {
      ...members,
      status,
    });
    // Getters, so that what prints hidden members prints no value.
    for (const [name, value] of Object.entries({ response, ...hidden }))
      Object.defineProperty(this, name, { get: () => value });
  }
}

/**
 * The server answered with a status outside 2xx, or with a redirect, which is not followed; or with what the
 * description declares to be an error inside a success (`x-error-when`).
 */
export class ResponseError extends AnswerError {
  static override readonly kind: string = 'ResponseError';
  declare readonly name: 'ResponseError';
  declare readonly code: 'http_status';
  /**
   * The body as described. Where the description gives its status none, what was sent (`rawBody`). `undefined` where it
   * is not as described, or empty. Not enumerable.
   */
  declare readonly body: unknown;
  /**
   * Why `body` is not all that was sent as described: what a `ResponseFormatError` gives as its reason; `too_large` for
   * more than 1 MiB; or the code of what ended it, such as `network` or `timeout`.
   */
  declare readonly bodyProblem: ResponseFormatReason | FetchErrorCode | 'platform_unsupported' | undefined;

  constructor(
    operation: OperationInfo,
    response: Response,
    body?: unknown,
    rawBody: unknown = body,
    bodyProblem?: ResponseError['bodyProblem'],
  ) {
    super(operation, response, '', { code: 'http_status', bodyProblem }, { body, rawBody });
  }

  get headers(): Headers {
    return this.response.headers;
  }
}

/**
 * No answer came, or it broke off.
 *
 * - `connection`, `dns`, `tls`: there was no connection, so nothing was sent
 * - `aborted`: by the caller's signal
 * - `timeout`: `timeoutMs` or `deadlineMs` passed, or the caller's signal was one of a time limit
 * - `network`: it broke off, or the platform does not say more; browsers never do
 */
export class FetchError extends RuntimeError {
  static override readonly kind: string = 'FetchError';
  declare readonly name: 'FetchError';
  declare readonly code: FetchErrorCode;

  /**
   * @param cause What `fetch` threw; its name, code and words are kept as `cause`, a reason of the caller's as it is.
   * @param fallback The code where the cause is not the platform's, such as a reason of the caller's own.
   */
  constructor(operation: OperationInfo, cause: unknown, fallback: FetchErrorCode = 'network') {
    const words: string[] = [];
    const copy = quiet(cause, words);
    const code = fetchErrorCode(copy.name, words.join(' '), fallback);
    const what = `${operation.method} ${operation.path} got no full answer (${code})`;
    super(operation, what, { code }, { cause: /abort|timeout/.test(code) ? cause : copy });
  }
}

/**
 * A request that changes something, and is not known to be idempotent, timed out, broke off or was aborted after it
 * may have been sent: it may have taken effect, or not. It was not repeated; find out first, then decide.
 */
export class OutcomeUnknownError extends RuntimeError {
  static override readonly kind: string = 'OutcomeUnknownError';
  declare readonly name: 'OutcomeUnknownError';
  declare readonly code: 'outcome_unknown';

  /** @param cause The FetchError. */
  constructor(operation: OperationInfo & { readonly outcomeCheck?: string }, cause: unknown) {
    const { method, path, outcomeCheck } = operation;
    const how = outcomeCheck === undefined ? 'find out' : `ask ${outcomeCheck}`;
    const what = `${method} ${path} may have taken effect: ${how} before it is sent again`;
    super(operation, what, { code: 'outcome_unknown', outcomeUnknown: true, outcomeCheck }, { cause });
  }
}

/** A member of the request object that the operation needs is `undefined` or `null`. Nothing was sent. */
export class RequiredError extends RuntimeError {
  static override readonly kind: string = 'RequiredError';
  declare readonly name: 'RequiredError';
  declare readonly code: 'required';
  /** The member of the request object. */
  declare readonly field: string;

  constructor(operation: OperationInfo, field: string) {
    super(operation, `the request needs "${field}"`, { code: 'required', field });
  }
}

/** The request cannot be put on the wire as asked. Nothing was sent. */
export class RequestError extends RuntimeError {
  static override readonly kind: string = 'RequestError';
  declare readonly name: 'RequestError';
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
  static override readonly kind: string = 'CredentialsError';
  declare readonly name: 'CredentialsError';
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

/**
 * - `body_already_read`: by a hook, or by the caller
 * - `empty_body`: a body is promised, and there is none
 * - `invalid_json`: it is not JSON, or nested too deeply, or has an integer of more than 1 000 digits
 * - `invalid_utf8`: its bytes are no text in its charset
 * - `too_large`: it is longer than `maxResponseBytes`
 * - `unexpected_content_type`: a page, or text in place of a file
 * - `unknown_charset`: the platform cannot read the charset that it names
 */
export type ResponseFormatReason =
  | 'body_already_read'
  | 'empty_body'
  | 'invalid_json'
  | 'invalid_utf8'
  | 'too_large'
  | 'unexpected_content_type'
  | 'unknown_charset';

/** The answer is not what the description promises. Its parser's own error is left out, as it quotes the body. */
export class ResponseFormatError extends AnswerError {
  static override readonly kind: string = 'ResponseFormatError';
  declare readonly name: 'ResponseFormatError';
  declare readonly code: 'response_format';
  declare readonly reason: ResponseFormatReason;

  constructor(operation: OperationInfo, response: Response, reason: ResponseFormatReason, rawBody?: unknown) {
    const what = `, but the body is not as described (${reason})`;
    super(operation, response, what, { code: 'response_format', reason }, { rawBody });
  }
}

/** The platform lacks what is asked for, such as `ReadableStream` for a download. */
export class PlatformError extends RuntimeError {
  static override readonly kind: string = 'PlatformError';
  declare readonly name: 'PlatformError';
  declare readonly code: 'platform_unsupported';
  /** Such as `ReadableStream`. */
  declare readonly missing: string;

  constructor(operation: OperationInfo, missing: string) {
    const what = `needs ${missing}, which this platform does not have`;
    super(operation, what, { code: 'platform_unsupported', missing });
  }
}
