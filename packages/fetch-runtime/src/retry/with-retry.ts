import type { CallInfo } from '../call/call.js';
import { isIdempotentMethod } from '../call/idempotent-method.js';
import { FetchError, RuntimeError } from '../errors/errors.js';
import { isSentOnce } from '../errors/is-sent-once.js';
import { isElsewhere, isRefusedByFetch } from '../errors/unsent.js';
import { idempotencyKey } from '../headers.js';
import { type FetchApi, lookedUp } from '../middleware/fetch-api.js';
import { throwIfAborted } from '../platform/globals.js';
import { drain } from '../read/drain.js';
import { abortableSleep } from './abortable-sleep.js';
import { attempted, pause } from './attempts.js';
import type { RetryFailure, RetryOptions } from './options.js';
import { retryAfterMs } from './retry-after.js';

/**
 * `fetchApi`, tried again where that can do no harm and may help:
 *
 * - An idempotent request (RFC 9110 §9.2.2, or by `x-idempotent` of the description), or one with an `Idempotency-Key`, after a connection that failed or broke,
 *   a timeout, and the statuses 408, 429, 500, 502, 503, 504. An untrusted certificate is not among these.
 * - Any other only where there was no connection, so that nothing can have been sent; not after 429 or 503 either.
 * - Never one whose body is a stream, or that `fetch` refuses to send, such as one with a header that it does not take.
 *   Nor after an error of this package, what a hook threw, or the caller's abort.
 *
 * It waits what `Retry-After` asks for, and then a random time below `baseDelayMs`, which doubles with each retry up to
 * `maxDelayMs` ("full jitter"). It does not begin to wait where the deadline of the call would pass meanwhile. What
 * failed last comes out as it is. An answer that breaks off in its body is not repeated.
 *
 * Middleware inside (`withRetry(withMiddleware(fetch, sign))`) runs for every attempt; that of the configuration runs
 * once around all of them.
 *
 * @param fetchApi The global `fetch`, or `undefined` for it, is looked up at each call.
 * @throws RangeError for limits that are not numbers from 0 to 1e9.
 * @example new Configuration({ fetchApi: withRetry(fetch, { except: ['createToken'] }) })
 */
export function withRetry(fetchApi: FetchApi | undefined, options: RetryOptions = {}): FetchApi {
  const send = lookedUp(fetchApi);
  const {
    maxRetries = 2,
    baseDelayMs = 500,
    maxDelayMs = 8_000,
    maxRetryAfterMs = 60_000,
    except,
    shouldRetry,
    bucket = { tokens: 500, capacity: 500 },
    now = Date.now,
    sleep = abortableSleep,
    random = Math.random,
  } = options;
  for (const [name, value] of Object.entries(options)) {
    // Timers beyond 2 ** 31 would end at once.
    if (typeof value === 'number' && !(value >= 0 && value <= 1e9))
      throw new RangeError(`withRetry: ${name} must be from 0 to 1e9`);
  }

  return async (url, init, operation) => {
    const transient = transientOf(init, operation);
    const retries = except?.includes(operation.id) === true ? 0 : maxRetries;
    let cost = 1;
    for (let attempt = 1; ; attempt += 1) {
      // The caller's, as that of an attempt knows nothing of the others.
      const signal = operation.nextAttempt === undefined ? init.signal : operation.signal;
      let response: Response | undefined;
      let error: unknown;
      let failure: FetchError | undefined;
      let isHopeless = false;
      try {
        response = await attempted(operation, send(url, init, operation));
      } catch (thrown) {
        error = thrown;
        const isFinal = thrown instanceof RuntimeError || thrown === operation.thrown;
        if (!isFinal) failure = new FetchError(operation, thrown);
        const failed = { url, init, error };
        // After an error of another connection the request may have been sent.
        isHopeless =
          failure?.code === 'network'
            ? isRefusedByFetch(failed)
            : !transient.test('network') && isElsewhere(failed);
      }
      const code = failure?.code;
      const status = response?.status;
      if (response?.ok === true) bucket.tokens = Math.min(bucket.capacity, bucket.tokens + cost);
      cost = code === 'timeout' ? 10 : 5;
      const askedMs = retryAfterMs(response, now);
      const delayMs = askedMs + random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1));
      const isRepeated =
        attempt <= retries &&
        !isHopeless &&
        transient.test(`${code ?? status}`) &&
        signal?.aborted !== true &&
        askedMs <= maxRetryAfterMs &&
        (await allows(shouldRetry, { operation, attempt, code, response }, failure)) &&
        delayMs < (operation.remainingMs ?? Infinity) &&
        cost <= bucket.tokens;
      if (!isRepeated) {
        if (response === undefined) throw error;
        return response;
      }
      bucket.tokens -= cost;
      operation.tell?.('retry', { delayMs, status, code });
      pause(operation, failure, undefined, delayMs);
      // Read to its end, so that its connection serves the next attempt.
      await Promise.all([response && drain(response), sleep(delayMs, signal)]);
      // A timeout would make it look as if something was under way, which may have been sent.
      const isLate = (operation.remainingMs ?? Infinity) <= 0 || signal?.reason?.name === 'TimeoutError';
      if (isLate && failure !== undefined) throw failure;
      if (operation.nextAttempt === undefined) throwIfAborted(signal);
      else init = { ...init, signal: operation.nextAttempt() ?? null };
    }
  };
}

async function allows(
  shouldRetry: RetryOptions['shouldRetry'],
  about: RetryFailure,
  failure: FetchError | undefined,
): Promise<boolean> {
  const { operation, response } = about;
  if (shouldRetry === undefined) return true;
  pause(operation, failure, response);
  const isAllowed = (await shouldRetry(about)) !== false;
  // It may have taken until the call was over.
  return isAllowed && operation.isOver !== true;
}

/** The codes and statuses after which a request may be repeated. */
function transientOf(init: RequestInit, operation: CallInfo): RegExp {
  const { method, headers, redirect } = init;
  if (isSentOnce(init)) return /^$/;
  const isIdempotent = operation.idempotent === true || isIdempotentMethod(method);
  if (isIdempotent || idempotencyKey(operation, headers) !== undefined)
    return /^(connection|dns|network|timeout|408|429|50[0234])$/;
  // A connection that is missing may be that of a redirect, after an answer to what was sent.
  return redirect === 'follow' ? /^$/ : /^(connection|dns)$/;
}
