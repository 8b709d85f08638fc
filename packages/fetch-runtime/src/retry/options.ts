import type { CallInfo } from '../call/call.js';
import type { FetchErrorCode } from '../errors/fetch-cause.js';
import type { Awaitable } from '../middleware/middleware.js';

export interface RetryOptions {
  /** Attempts after the first. Default: 2. */
  maxRetries?: number | undefined;
  /** The longest random wait before the first retry; it doubles with each. Default: 500. */
  baseDelayMs?: number | undefined;
  /** The longest random wait before any retry. Default: 8 000. */
  maxDelayMs?: number | undefined;
  /** A server that asks for more in `Retry-After` is not asked again. Default: 60 000. */
  maxRetryAfterMs?: number | undefined;
  /** operationIds that are never repeated, such as those that log in: they can lock an account. */
  except?: readonly string[] | undefined;
  /** Asked before each retry that the rules allow; `false` prevents it. It cannot allow more than they do. */
  shouldRetry?: ((failure: RetryFailure) => Awaitable<boolean>) | undefined;
  /** Default: one of its own for each `withRetry`. */
  bucket?: RetryBucket | undefined;
  /** The time of day in milliseconds since 1970, which `Retry-After` is compared with. Default: `Date.now`. */
  now?: (() => number) | undefined;
  /** Waits; must end once `signal` aborts. */
  sleep?: ((delayMs: number, signal: AbortSignal | null | undefined) => Promise<void>) | undefined;
  /** From 0 to below 1. Default: `Math.random`. */
  random?: (() => number) | undefined;
}

/**
 * What keeps retries from adding up to a storm. As in the AWS SDKs a retry takes 5 tokens, after a timeout 10, and is
 * left out where there are fewer; a success gives back what the retry before it took, or 1. So while everything fails
 * there are at most 100 retries, and then one for five successes. Several `withRetry` can share one object.
 */
export interface RetryBucket {
  /** At the start as many as `capacity`: 500 by default. */
  tokens: number;
  readonly capacity: number;
}

/** An attempt that failed, and would be repeated. */
export interface RetryFailure {
  readonly operation: CallInfo;
  /** Which attempt it was, from 1. */
  readonly attempt: number;
  /** Where no answer came. */
  readonly code?: FetchErrorCode | undefined;
  /** Where one came. To look into its body read a `clone()`, and all of it. */
  readonly response?: Response | undefined;
}
