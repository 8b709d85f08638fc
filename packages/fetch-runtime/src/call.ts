import type { AnyConfiguration } from './configuration.js';
import { FetchError, RequestError, ResponseError, RuntimeError } from './errors.js';
import type { Bytes, OperationInfo } from './operation.js';
import { throwIfAborted } from './platform.js';

/** Limits of one call, over those of the configuration. */
export interface CallLimits {
  /** Per attempt, body reading included. Default: 30 000. `Infinity` for none; then no timer is started. */
  timeoutMs?: number | undefined;
  /** For all attempts together. Default: none. */
  deadlineMs?: number | undefined;
}

/** Tells an observer of a step of a call. */
export type Tell = (step: 'request' | 'attempt' | 'retry' | 'response' | 'error', about?: object) => void;

/**
 * One call of an operation on its way: its attempts, its limits, its events. What `fetchApi` and hooks get as
 * `operation`, so that one which sends again can say so.
 */
export class Call implements OperationInfo {
  declare readonly id: string;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly idempotent: boolean | undefined;
  declare readonly tell: Tell | undefined;
  /** Which attempt is being made, from 1. */
  attempt = 0;
  /** Bytes that a body may have which is read as a whole. */
  declare maxBytes: number;
  /** The body of an error, once it is read: its readers take it from here. */
  declare received: Bytes | string | undefined;
  /** The caller's signal. */
  declare signal: AbortSignal | null | undefined;
  /** Lets go of the body being read: one that does not come from `fetch` does not know the signal. */
  declare release: (() => void) | undefined;
  /** Whether the body is read later, if ever. */
  isRaw = false;
  /** What a hook threw: the caller gets it as it is. */
  declare thrown: unknown;
  readonly #configuration: AnyConfiguration;
  readonly #startedAt = performance.now();
  #timeoutMs = 0;
  #endsAt = 0;
  #controller: AbortController | undefined;
  /** Why it was aborted: not every platform keeps that in the signal. */
  #reason: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onAbort = (): void => this.#abort(this.signal?.reason);

  constructor({ id, method, path, idempotent }: OperationInfo, configuration: AnyConfiguration) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.idempotent = idempotent;
    this.maxBytes = configuration.maxResponseBytes ?? 100 * 1024 * 1024;
    this.tell = configuration.observe?.(this);
    this.#configuration = configuration;
  }

  /**
   * Takes limits over those of the configuration. `deadlineMs` counts from the start of the call.
   *
   * @throws RequestError for a limit that is not a positive number.
   */
  limit(limits: CallLimits & { signal?: AbortSignal | null | undefined }): void {
    const { timeoutMs = 30_000, deadlineMs = Infinity } = this.#configuration;
    this.#timeoutMs = limits.timeoutMs ?? timeoutMs;
    this.#endsAt = this.#startedAt + (limits.deadlineMs ?? deadlineMs);
    this.signal = limits.signal;
    if (!(this.#timeoutMs > 0 && this.#endsAt > this.#startedAt)) {
      throw new RequestError(this, 'timeoutMs', 'and deadlineMs must be positive numbers of milliseconds');
    }
  }

  /** Until `deadlineMs` is over; `Infinity` without one. */
  get remainingMs(): number {
    return this.#endsAt === Infinity ? Infinity : this.#endsAt - performance.now();
  }

  /**
   * Begins an attempt, with a time limit of its own: the first, or one more by a `fetchApi` that sends again.
   *
   * @returns what to give `fetch` as its signal.
   * @throws FetchError when the caller's signal has aborted, or the deadline has passed.
   */
  nextAttempt(): AbortSignal | undefined {
    this.end();
    const { signal } = this;
    if (signal?.aborted === true) throw this.#failed(signal.reason);
    if (this.remainingMs <= 0) throw this.#failed(timeLimit());
    this.attempt++;
    this.tell?.('attempt');
    this.#controller = this.startTimer() || signal ? new AbortController() : undefined;
    const own = this.#controller?.signal;
    // A body may be read later, or never: nothing else than this holds no listener until then.
    if (this.isRaw && signal && own && typeof AbortSignal === 'function' && 'any' in AbortSignal)
      return AbortSignal.any([signal, own]);
    this.link();
    return own;
  }

  /** Until `end`, the caller's signal ends the attempt. */
  link(): void {
    this.signal?.addEventListener('abort', this.#onAbort);
  }

  /** For the rest of the attempt, such as a body that is read later. @returns whether there is a limit. */
  startTimer(): boolean {
    const limitMs = Math.min(this.#timeoutMs, this.remainingMs);
    const isTimed = limitMs <= LONGEST_TIMER_MS;
    // A raw answer can be read by two at a time.
    clearTimeout(this.#timer);
    if (isTimed) this.#timer = setTimeout(() => this.#abort(timeLimit()), limitMs);
    return isTimed;
  }

  /** Leaves nothing behind: no timer, no listener. */
  end(): void {
    clearTimeout(this.#timer);
    this.signal?.removeEventListener('abort', this.#onAbort);
  }

  /** @throws the reason, when the attempt has been aborted: a body that was let go of looks like one that ended. */
  check(): void {
    throwIfAborted(this.signal);
    throwIfAborted(this.#controller?.signal);
  }

  /** What the call is rejected with: errors of this package, of hooks and of credential functions as they are. */
  failure(error: unknown): unknown {
    const aborted = [this.signal, this.#controller?.signal].find((signal) => signal?.aborted === true);
    // What is known stays so: a status, whether its body came in time or not, and why an earlier attempt failed.
    const isTold =
      error instanceof ResponseError || (error instanceof FetchError && error.operationId === this.id);
    if (aborted && this.attempt > 0 && !isTold) return this.#failed(aborted.reason ?? this.#reason);
    const isKnown = error instanceof RuntimeError || error === this.thrown || this.attempt === 0;
    return isKnown ? error : this.#failed(error);
  }

  #abort(reason: unknown): void {
    this.#reason = reason;
    this.#controller?.abort(reason);
    this.release?.();
  }

  #failed(reason: unknown): FetchError {
    return new FetchError(this, reason, this.signal?.aborted === true ? 'aborted' : 'network');
  }
}

/** What `fetchApi` and hooks are told of a call. Who calls a `FetchApi` by hand need not make more than the names. */
export type CallInfo = OperationInfo & Partial<Call>;

/** Beyond it timers fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** As the reason of `AbortSignal.timeout`, but no DOMException, which React Native does not have. */
export function timeLimit(): Error {
  return Object.assign(new Error('The time limit has passed'), { name: 'TimeoutError' });
}
