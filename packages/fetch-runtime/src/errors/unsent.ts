import type { FetchErrorCode } from './fetch-cause.js';

/** What was given to `fetchApi`, and what it threw, if it did. */
export interface SentAttempt {
  readonly url: string;
  readonly init: RequestInit;
  readonly error: unknown;
  /** Whether the server got the request, or may have: then no word of a later error tells that nothing was sent. */
  readonly isAnswered?: boolean;
}

/**
 * Whether a request that failed was never sent: there was no connection, or `fetch` cannot make such a request.
 *
 * @param code that of the FetchError.
 */
export function isUnsent(code: FetchErrorCode, attempt: SentAttempt): boolean {
  // With redirects, a connection may be missing after a request that was sent.
  if (attempt.isAnswered === true || attempt.init.redirect === 'follow') return false;
  return /^(connection|dns|tls)$/.test(code) || isRefused(attempt);
}

/**
 * A locked stream, a method, a body that is none: proved by making the request once more. The error is the same, but
 * for the name of the function.
 */
function isRefused({ url, init, error }: SentAttempt): boolean {
  const { message, cause } = Object(error);
  const { message: why, code } = Object(cause);
  // What Node's fetch finds later, but before it sends anything: a port, and headers.
  if (why === 'bad port' || /^UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED)$/.test(code)) return true;
  if (code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH') return typeof init.body === 'string';
  try {
    new Request(url, { ...init, signal: null });
  } catch (reason) {
    return said(Object(reason).message) === said(message);
  }
  return false;
}

/** `Window.fetch: …`, `Failed to construct 'Request': …` */
function said(message: unknown): string {
  return `${message}`.replace(/^[^:]*: /, '');
}
