import { AuthError, failed } from '../errors.js';
import { boundedText, jsonObject } from './bounded-text.js';
import { drain } from './drain.js';
import { wasNotSent } from './not-sent.js';
import { retryAfterMs } from './retry-after.js';

/** Sends one request. The global `fetch` is one. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface SendOnceOptions {
  readonly provider: string;
  /** Default: `globalThis.fetch`, looked up at each call. */
  readonly fetch?: Fetch | undefined;
  /** For head and body together. */
  readonly timeoutMs: number;
  /** Ends the request as well. */
  readonly signal?: AbortSignal | null | undefined;
  /** The time of day in ms since 1970, for a `Retry-After` that is a date. Default: `Date.now`. */
  readonly nowMs?: (() => number) | undefined;
}

/** All of an answer that a login is judged by. */
export interface ReadResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Empty when it is longer than 64 KiB. */
  readonly text: string;
  /** When the text is the JSON of an object. */
  readonly body: Record<string, unknown> | undefined;
  /** What its `Retry-After` asks for, at most a day. */
  readonly retryAfterMs: number | undefined;
}

/**
 * Sends a login, or a like request, once, with a time limit of its own, past all caches. Redirects are not followed, as
 * they would take secrets along.
 *
 * @throws AuthError `provider_unavailable` when nothing can have been sent, and for a redirect; `outcome_unknown`
 * when the request may have arrived and no whole answer came.
 */
export async function sendOnce(
  url: string,
  init: RequestInit,
  options: SendOnceOptions,
): Promise<ReadResponse> {
  const { provider, timeoutMs, signal, nowMs = Date.now } = options;
  const send = options.fetch ?? globalThis.fetch;
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  if (signal?.aborted === true) throw unavailable(provider, 'was given up before it was sent');
  signal?.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  let hasArrived = false;
  try {
    const response = await send(url, uncached({ ...init, redirect: 'manual', signal: controller.signal }));
    hasArrived = true;
    const { status, headers } = response;
    if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
      void drain(response);
      throw unavailable(
        provider,
        'was answered with a redirect, which is not followed: check the base URL',
        status,
      );
    }
    const text = (await boundedText(response)) ?? '';
    return { status, headers, text, body: jsonObject(text), retryAfterMs: retryAfterMs(headers, nowMs()) };
  } catch (error) {
    if (error instanceof AuthError) throw error;
    if (!hasArrived && wasNotSent(error)) throw unavailable(provider, 'could not be sent', undefined, error);
    const what = 'the request was sent, and no whole answer came';
    throw failed(provider, 'outcome_unknown', what, { cause: error });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function unavailable(provider: string, what: string, status?: number, cause?: unknown): AuthError {
  return failed(provider, 'provider_unavailable', `the request ${what}`, { status, cause, retryable: true });
}

/**
 * The request with `cache: 'no-store'`: Next.js 13 and 14 answer a repeated login from their cache, with a token that
 * ended long ago. Left out where the platform does not know the member: Cloudflare Workers of older compatibility dates
 * throw for it, and React Native adds a parameter to the URL.
 */
function uncached(init: RequestInit): RequestInit {
  const { Request } = globalThis as { readonly Request?: { readonly prototype: object } };
  // On the prototype, as making a Request where a module is loaded fails on Workers.
  const isKnown = Request !== undefined && 'cache' in Request.prototype;
  return isKnown ? { ...init, ...{ cache: 'no-store' } } : init;
}
