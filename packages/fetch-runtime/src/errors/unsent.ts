import type { FetchErrorCode } from './fetch-cause.js';
import { isSentOnce } from './is-sent-once.js';

/** What was given to `fetchApi`, and what it threw, if it did. */
export interface SentAttempt {
  readonly url: string;
  readonly init: RequestInit;
  readonly error: unknown;
  /** Whether the server got the request, or may have: then no word of a later error tells that nothing was sent. */
  readonly isAnswered?: boolean;
  /** Whether the error is a hook's own, in place of a failure or an answer that leaves the outcome unknown. */
  readonly hidesOutcomeUnknown?: boolean | undefined;
}

/**
 * Whether a request that failed was never sent: there was no connection, or `fetch` cannot make such a request.
 *
 * @param code that of the FetchError.
 */
export function isUnsent(code: FetchErrorCode, attempt: SentAttempt): boolean {
  const { init } = attempt;
  if (attempt.isAnswered === true) return false;
  if (isRefused(attempt)) return true;
  // With redirects, a connection may be missing after a request that was sent. And where it may be the source of the
  // body that failed, its words are not those of the connection.
  if (init.redirect === 'follow' || (isSentOnce(init) && Object(init.body).tellsSource !== true))
    return false;
  return (/^(connection|dns|tls)$/.test(code) && !isElsewhere(attempt)) || isRefusedLater(attempt);
}

/**
 * Whether what was thrown is the error of a connection to another place than the request's, such as a database that a
 * `fetchApi` keeps its log in. The platform's `fetch` wraps its errors, whose place may be that of a proxy.
 */
export function isElsewhere({ url, error }: SentAttempt): boolean {
  try {
    const { protocol, port: given, hostname: host } = new URL(url);
    const own = Number(given || (protocol === 'http:' ? 80 : 443));
    const thrown = error as { readonly errors?: readonly unknown[] };
    return [thrown, ...(thrown.errors ?? [])].some((one) => {
      const { port = own, hostname = host }: { port?: unknown; hostname?: unknown } = Object(one);
      return port !== own || hostname !== host;
    });
  } catch {
    return false;
  }
}

/** Whether `fetch` refused the request, so that it would refuse it again. */
export function isRefusedByFetch(attempt: SentAttempt): boolean {
  return isRefused(attempt) || isRefusedLater(attempt);
}

/**
 * A locked stream, a method, a body that is none: proved by making the request once more. The error is the same, but
 * for the name of the function.
 */
function isRefused({ url, init, error }: SentAttempt): boolean {
  let refusal: unknown;
  try {
    new Request(url, { ...init, signal: null });
    return false;
  } catch (reason) {
    refusal = reason;
  }
  try {
    return said(refusal) === said(error);
  } catch {
    // What was thrown has no words.
    return false;
  }
}

/** What Node's fetch finds only on the way, but before it sends anything: a port, and headers. */
function isRefusedLater({ init, error }: SentAttempt): boolean {
  try {
    const { message, code } = Object(Object(error).cause);
    if (message === 'bad port' || /^UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED)$/.test(code)) return true;
    return code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH' && typeof init.body === 'string';
  } catch {
    // What was thrown has no words.
    return false;
  }
}

/** `Window.fetch: …`, `Failed to construct 'Request': …` */
function said(thrown: unknown): string {
  return `${Object(thrown).message}`.replace(/^[^:]*: /, '');
}
