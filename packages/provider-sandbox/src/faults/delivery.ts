import type { Provider, SandboxAnswer, SandboxRequest } from '../core/provider.js';

/** How an answer goes over the wire, where that is not simply "at once and whole". */
export interface Delivery {
  /** The first byte waits for so long. */
  readonly delayMs?: number;
  /** The body comes in ten pieces, with this pause before each. */
  readonly pauseMs?: number;
  /**
   * Where the connection is cut: before the first byte of the answer, in the middle of the body, or after the last
   * byte of the body and before the mark that ends it (RFC 9112, section 8: without it the message is incomplete).
   */
  readonly cut?: 'before' | 'during' | 'after';
}

/** A fault that a response was given. */
export interface AppliedFault {
  /** As the header has it, such as `status-503`. */
  readonly name: string;
  /** The numbers that followed the name, or stand for it by default, such as `{ 'retry-after': 2 }`. */
  readonly parameters: Readonly<Record<string, number>>;
  /** What it did to this call, in whole sentences. */
  readonly did: string;
}

/** An answer, and what happens to it on its way. */
export interface DeliveredAnswer extends SandboxAnswer {
  /** Without it, the answer goes at once and whole. */
  readonly delivery?: Delivery;
  /** The faults it was given, in the order they were applied. Left out when there are none. */
  readonly faults?: readonly AppliedFault[];
}

/** A provider whose answers can have faults. Whatever delivers an answer does what its `delivery` says. */
export interface FaultyProvider extends Provider {
  /** Rejects with what the provider rejects with, except `ConnectionRefused`, which becomes a cut connection. */
  respond(request: SandboxRequest): Promise<DeliveredAnswer>;
  /** The faults of the next calls. They replace those of the options and of chaos. */
  readonly faults: FaultQueue;
}

/** A provider of the type `P` with all its own members, and with faults. */
export type WithFaults<P extends Provider> = Omit<P, 'respond' | 'faults'> &
  Pick<FaultyProvider, 'respond' | 'faults'>;

/**
 * Faults that wait for calls, each for one. A call that asks for faults in its header leaves them to the next.
 *
 * @example
 * const finicity = withFaults(finicityProvider());
 * finicity.faults.add('status-503;retry-after=2', 2); // for the next two calls
 */
export interface FaultQueue {
  /** How many calls have faults waiting for them. */
  readonly calls: number;
  /** What waits, the next call first. */
  readonly pending: readonly PendingFaults[];
  /**
   * Puts `faults`, such as `status-503;retry-after=2`, behind what waits already, once for each of `calls`
   * (default 1).
   *
   * @throws FaultError when the text is not understood; RangeError when `calls` is not a whole number from 0.
   */
  add(faults: string, calls?: number): void;
  /** Removes everything that waits. */
  clear(): void;
}

/** The same faults, waiting for one call or more. */
export interface PendingFaults {
  /** As the header would ask for them, such as `status-503;retry-after=2`; `''` lets a call through. */
  readonly faults: string;
  /** For how many calls. */
  readonly calls: number;
}

/** What a way in has to do for an answer, step by step, whatever it writes to. */
export interface DeliveryPlan {
  readonly delayMs: number;
  /** Nothing is sent at all. */
  readonly isRefused: boolean;
  readonly pieces: readonly Uint8Array[];
  /** Before each piece. */
  readonly pauseMs: number;
  /** After the last piece the connection is cut, and the body has no end. */
  readonly isCut: boolean;
}

/** How many pieces a slow body comes in, if it has as many bytes. */
export const slowPieces = 10;

/**
 * How much of a body goes over the wire.
 *
 * @returns `undefined` where nothing is sent at all: what has no body cannot be cut in it, and the client hears nothing.
 */
export function sentBytes(cut: Delivery['cut'], bodyBytes: number): number | undefined {
  const bytes = cut === 'during' ? Math.floor(bodyBytes / 2) : bodyBytes;
  return cut === 'before' || (cut !== undefined && bytes === 0) ? undefined : bytes;
}

/** @param hasBody `false` for the answer to a HEAD request. */
export function deliveryPlan({ body, delivery = {} }: DeliveredAnswer, hasBody = true): DeliveryPlan {
  const { delayMs = 0, pauseMs = 0, cut } = delivery;
  const bytes = new TextEncoder().encode(hasBody ? body : '');
  const length = sentBytes(cut, bytes.length);
  const sent = bytes.subarray(0, length ?? 0);
  const count = Math.min(pauseMs > 0 ? slowPieces : 1, sent.length);
  return {
    ...{ delayMs, pauseMs },
    isRefused: length === undefined,
    pieces: Array.from({ length: count }, (_, piece) =>
      sent.subarray(
        Math.floor((piece * sent.length) / count),
        Math.floor(((piece + 1) * sent.length) / count),
      ),
    ),
    isCut: cut !== undefined,
  };
}

/**
 * Waits for `ms`, or until `signal` says that nobody waits for the answer any more; leaves no timer in either case.
 *
 * @returns whether the time has passed.
 */
export function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  if (ms <= 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve(true);
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
