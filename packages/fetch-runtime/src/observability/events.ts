import type { Observe, Tell } from '../call/settings.js';
import { RuntimeError } from '../errors/errors.js';
import type { OperationInfo } from '../operation-info.js';

/**
 * A moment in the life of a call: names and numbers, never values. What does not apply to it is `undefined`.
 *
 * - `request`: it is made up; credentials and sending are still to come
 * - `attempt`: it is being sent, or sent again
 * - `retry`: that attempt failed; another follows after `delayMs`, unless the call is aborted meanwhile
 * - `response`: it succeeded. With `…Raw` that is once the head of the answer is there
 * - `error`: it failed; the only one of the five where the request could not be made up
 *
 * A call ends with one `response` or one `error`. Only with `…Raw` can `error` follow `response`: where `value()` fails.
 */
export interface CallEvent {
  readonly type: 'request' | 'attempt' | 'retry' | 'response' | 'error';
  /** The same in all events of a call, and in those of no other call of the process. Counts from 1. */
  readonly callId: number;
  readonly operationId: string;
  readonly method: string;
  /** The path template, without values and without the path of the base URL. */
  readonly path: string;
  /** From 1; 0 before the first, and where nothing was sent. */
  readonly attempt: number;
  /** Since the call began. */
  readonly durationMs: number;
  /** Scheme, host and port that requests go to; from `request` on. */
  readonly origin?: string | undefined;
  /** With `response`, and with `error` and `retry` where an answer came. */
  readonly status?: number | undefined;
  /** With `error` and `retry`: the `code` of the error. Errors of hooks and credential functions have none here. */
  readonly code?: string | undefined;
  /** With `retry`: how long until the next attempt. */
  readonly delayMs?: number | undefined;
}

/**
 * Tells `listener` of every step of every call, in the async context of the caller. It must not block; what it throws
 * is ignored, and what it returns is not waited for.
 *
 * @example new Configuration({ observe: onEvent((event) => log(event.type, event.operationId)) })
 */
export function onEvent(listener: (event: CallEvent) => void): Observe {
  return (operation) => tellEvents(operation, () => listener);
}

/** Several observers as one, told in this order. */
export function observeAll(...observers: readonly Observe[]): Observe {
  return (operation) => {
    const tells = observers.map((observe) => observe(operation)).filter((tell) => tell !== undefined);
    if (tells.length === 0) return undefined;
    return (step, about) => {
      for (const tell of tells) tell(step, about);
    };
  };
}

/** Makes events of what is told of a call. `listenerOf` says who wants those of a type; for nobody none is made. */
export function tellEvents(
  { id: operationId, method, path }: OperationInfo,
  listenerOf: (type: CallEvent['type']) => ((event: CallEvent) => void) | undefined,
): Tell {
  const startedAt = performance.now();
  const callId = nextCallId();
  let attempt = 0;
  let origin: string | undefined;
  return (type, about = {}) => {
    if (type === 'attempt') attempt += 1;
    if (type === 'request') origin = /^\w+:\/\/[^/]+/.exec((about as { base: string }).base)?.[0];
    const listener = listenerOf(type);
    if (listener === undefined) return;
    // The members of somebody else's error may be anything, such as a value.
    const isForeign = type === 'error' && !(about instanceof RuntimeError);
    const { status, code, delayMs }: Partial<CallEvent> = isForeign ? {} : about;
    const durationMs = performance.now() - startedAt;
    try {
      // Flat: in V8 a spread followed by so many members takes 300 times as long.
      listener({
        type,
        callId,
        operationId,
        method,
        path,
        attempt,
        durationMs,
        origin,
        status,
        code,
        delayMs,
      });
    } catch {
      // An observer must not be able to break a call.
    }
  };
}

/** Counted beside the modules, as a program can hold this one twice: as an ES module and as CommonJS. */
function nextCallId(): number {
  const key = Symbol.for('@acme/fetch-runtime:calls');
  const counts = globalThis as { [key]?: number };
  const callId = (counts[key] ?? 0) + 1;
  counts[key] = callId;
  return callId;
}
