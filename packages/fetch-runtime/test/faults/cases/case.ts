import type { Outcome } from '../harness.js';
import type { AnyOperation } from '../operations.js';
import type { Script } from '../script.js';

/** One fault of a server, and what comes of it. */
export interface Case {
  /** What the server does. */
  readonly title: string;
  /** `word` stands where a real server quotes what it got, in headers and bodies. */
  readonly script: (word: string) => Script;
  readonly outcome: Outcome;
  /** Default: `getThing`. */
  readonly operation?: AnyOperation;
}

export const network: Outcome = { error: 'FetchError', code: 'network' };
export const timeout: Outcome = { error: 'FetchError', code: 'timeout' };

/** @param body What the error should hold of the body; default: nothing. */
export function failedWith(status: number, body?: unknown): Outcome {
  return { error: 'ResponseError', code: 'http_status', status, ...(body === undefined ? {} : { body }) };
}

export function malformed(reason: string, status = 200): Outcome {
  return { error: 'ResponseFormatError', code: 'response_format', status, reason };
}

/** For another operation, whose answer may have been lost after it had its effect. */
export function unknown(cause: Outcome): Outcome {
  return { error: 'OutcomeUnknownError', code: 'outcome_unknown', cause };
}
