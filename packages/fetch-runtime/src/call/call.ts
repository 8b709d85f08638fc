import { FetchError, RequestError, ResponseError, RuntimeError } from '../errors/errors.js';
import type { OperationInfo } from '../operation-info.js';
import type { Bytes } from '../platform/bytes.js';
import { follow } from './follow-signal.js';
import type { CallLimits, CallSettings, Tell } from './settings.js';

/**
 * One call of an operation on its way: its attempts, its limits, its events. What `fetchApi` and hooks get as
 * `operation`, so that one which sends again can say so.
 */
export class Call implements OperationInfo {
  declare readonly id: string;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly idempotent: boolean | undefined;
  declare tell: Tell | undefined;
  /** Which attempt is being made, from 1. */
  attempt = 0;
  /** Whether the server may have got something of it. */
  isSent = false;
  /** Whether the server may have done what was asked, whatever becomes of what hooks send after it. */
  isOutcomeUnknown = false;
  /** Whether a limit or the caller has ended it: whatever still runs is for nobody. */
  isOver = false;
  /** Bytes that a body may have which is read as a whole. */
  declare maxBytes: number;
  /** The body of an error, once it is read: its readers take it from here. */
  declare received: Bytes | string | undefined;
  /** The caller's signal. */
  declare signal: AbortSignal | null | undefined;
  /** Lets go of the body being read: one that does not come from `fetch` does not know the signal. */
  declare release: (() => void) | undefined;
  /** What a hook threw: the caller gets it as it is. */
  declare thrown: unknown;
  /** Whether it stands in place of a failure, or an answer, that leaves the outcome of the change unknown. */
  declare hidesOutcomeUnknown: boolean | undefined;
  /** How the last attempt failed, while the next one is waited for. */
  declare lastFailure: FetchError | undefined;
  /** Ends what waits for the attempt, where the end of its time is not that of the call. */
  declare endAttempt: ((reason: unknown) => void) | undefined;
  readonly #settings: Readonly<CallSettings>;
  readonly #startedAt = performance.now();
  #answer: Response | undefined;
  #timeoutMs = 0;
  #endsAt = 0;
  #controller: AbortController | undefined;
  /** Why it was aborted: not every platform keeps that in the signal. */
  #reason: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unfollow: (() => void) | undefined;
  /** Ends what waits for the call. */
  #end: ((error: unknown) => void) | undefined;

  constructor({ id, method, path, idempotent }: OperationInfo, settings: Readonly<CallSettings>) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.idempotent = idempotent;
    this.maxBytes = settings.maxResponseBytes ?? 100 * 1024 * 1024;
    this.tell = settings.observe?.(this);
    this.#settings = settings;
  }

  /**
   * Takes limits over those of the configuration; they hold from now on. `deadlineMs` counts from the start of the call.
   *
   * @throws RequestError for a limit that is not a positive number.
   * @throws FetchError when the caller's signal has aborted.
   */
  limit(limits: CallLimits & { signal?: AbortSignal | null | undefined }): void {
    const { timeoutMs = 30_000, deadlineMs = Infinity } = this.#settings;
    this.#timeoutMs = limits.timeoutMs ?? timeoutMs;
    this.#endsAt = this.#startedAt + (limits.deadlineMs ?? deadlineMs);
    this.signal = limits.signal;
    if (!(this.#timeoutMs > 0 && this.#endsAt > this.#startedAt)) {
      throw new RequestError(this, 'timeoutMs', 'and deadlineMs must be positive numbers of milliseconds');
    }
    this.#requireTime();
    this.link();
    this.startTimer();
  }

  /** An error status has come, which no limit hides. Hooks may print the call, so it is no member that they see. */
  answered(response: Response | undefined): void {
    this.#answer = response;
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
    this.#requireTime();
    // The first has the timer that runs since the start, where nothing had to be waited for.
    const isFresh =
      this.attempt === 0 && (this.#timer === undefined || performance.now() - this.#startedAt < 1);
    if (!isFresh) this.startTimer();
    this.attempt++;
    this.isSent = true;
    this.#answer = undefined;
    this.link();
    this.tell?.('attempt');
    this.#controller = this.#timer !== undefined || this.signal ? new AbortController() : undefined;
    return this.#controller?.signal;
  }

  /**
   * Does `work`, but waits for it no longer than the call lasts. What comes of it later is ignored.
   *
   * @param work ends with `done`.
   * @param failed makes of an error what to reject with.
   */
  within<Value>(work: () => Promise<Value>, failed: (error: unknown) => unknown): Promise<Value> {
    return new Promise((resolve, reject) => {
      let isOpen = true;
      const fail = (error: unknown): void => {
        if (!isOpen) return;
        isOpen = false;
        this.end();
        let failure = error;
        try {
          failure = failed(error);
        } catch {
          // Whatever was thrown, the call ends.
        }
        reject(failure);
      };
      this.#end = fail;
      // `resolve` itself, and no function around it: so the stack of an error leads to whoever made the call.
      work().then(resolve, fail);
    });
  }

  /** The end of what `within` does. @returns `value`. */
  done<Value>(value: Value): Value {
    this.end();
    this.#end = undefined;
    return value;
  }

  /** Until `end`, the caller's signal ends the call. */
  link(): void {
    const { signal } = this;
    if (!signal || this.#unfollow !== undefined) return;
    let tell: (() => void) | undefined;
    this.#unfollow = follow(signal, () => {
      this.#stop(signal.reason);
      tell?.();
    });
    // In the async context of who began the call, whoever aborts it.
    new Promise<void>((resolve) => {
      tell = resolve;
    }).then(() => this.#finish(signal.reason));
  }

  /** Begins `timeoutMs` anew, such as for a body that is read later. @param waitMs added to it. */
  startTimer(waitMs = 0): void {
    const limitMs = Math.min(this.#timeoutMs + waitMs, this.remainingMs);
    const isTimed = limitMs <= LONGEST_TIMER_MS && !this.isOver;
    clearTimeout(this.#timer);
    this.#timer = isTimed ? setTimeout(() => this.#timeUp(), limitMs) : undefined;
  }

  /** Leaves nothing behind: no timer, no listener. */
  end(): void {
    clearTimeout(this.#timer);
    this.#unfollow?.();
    this.#timer = this.#unfollow = undefined;
  }

  /** @throws the reason, when the attempt has been aborted: a body that was let go of looks like one that ended. */
  check(): void {
    const aborted = this.#aborted;
    if (aborted) throw aborted.reason;
  }

  /** Ends the call, whatever it waits for. */
  abort(reason: unknown): void {
    this.#stop(reason);
    this.#finish(reason);
  }

  /** What the call is rejected with: errors of this package, of hooks and of credential functions as they are. */
  failed(error: unknown): unknown {
    const aborted = this.#aborted;
    // What is known stays so: a status, whether its body came in time or not, and why an earlier attempt failed.
    const isTold =
      error instanceof ResponseError || (error instanceof FetchError && error.operationId === this.id);
    if (aborted && this.attempt > 0 && !isTold) return this.#failed(aborted.reason);
    const isKnown =
      error instanceof RuntimeError || this.attempt === 0 || (error === this.thrown && error !== undefined);
    return isKnown ? error : this.#failed(error);
  }

  get #aborted(): { readonly reason: unknown } | undefined {
    const signal = this.signal?.aborted === true ? this.signal : this.#controller?.signal;
    return signal?.aborted === true ? { reason: signal.reason ?? this.#reason } : undefined;
  }

  #timeUp(): void {
    const reason = timeLimit();
    const isAttempt = this.attempt > 0 && this.remainingMs > 0;
    if (isAttempt) this.#abortAttempt(reason);
    else this.abort(reason);
    // A `fetchApi` may begin another attempt, or say what it knows; one that does neither does not honour the signal.
    if (isAttempt && this.endAttempt === undefined) this.#timer = setTimeout(() => this.abort(reason));
  }

  #stop(reason: unknown): void {
    this.isOver = true;
    this.#abortAttempt(reason);
  }

  #finish(reason: unknown): void {
    const answer = this.#answer;
    const failure = this.#failed(reason);
    const known = failure.code === 'timeout' ? this.lastFailure : undefined;
    const end = (): void =>
      this.#end?.(answer === undefined ? (known ?? failure) : new ResponseError(this, answer));
    // Whoever reads the answer has been let go, and tells first what has come of its body.
    if (answer === undefined || this.release === undefined) end();
    else setTimeout(end);
  }

  #abortAttempt(reason: unknown): void {
    this.#reason = reason;
    this.#controller?.abort(reason);
    this.release?.();
    this.endAttempt?.(reason);
  }

  #requireTime(): void {
    const { signal } = this;
    if (signal?.aborted === true) throw this.#failed(signal.reason);
    if (this.isOver || this.remainingMs <= 0) throw this.#failed(timeLimit());
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
