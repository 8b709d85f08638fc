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

/** An answer, and what happens to it on its way. */
export interface DeliveredAnswer extends SandboxAnswer {
  /** Without it, the answer goes at once and whole. */
  readonly delivery?: Delivery;
  /** Names of the manners it was given, such as `status-503`, in the order they were applied. Without any: left out. */
  readonly manners?: readonly string[];
}

/** A provider whose answers can have bad manners; who delivers them does what `delivery` says. */
export interface MannerlyProvider extends Provider {
  /** Rejects with what the provider rejects with, but for `ConnectionRefused`, which becomes a cut connection. */
  respond(request: SandboxRequest): Promise<DeliveredAnswer>;
  /** What the next calls get, instead of what the options or chaos have for them. */
  readonly waiting: MannerQueue;
}

/** A provider of the type `P`, with all it has of its own, and with manners. */
export type Mannerly<P extends Provider> = Omit<P, 'respond' | 'waiting'> &
  Pick<MannerlyProvider, 'respond' | 'waiting'>;

/** Bad manners that wait for calls, each for one. A call that asks for some in its header leaves them to the next. */
export interface MannerQueue {
  /** For how many calls something waits. */
  readonly calls: number;
  /**
   * Puts `manners`, such as `status-503;retry-after=2`, behind what waits already, once for each of `calls`
   * (default 1).
   *
   * @throws MannerError when the text is not understood.
   */
  add(manners: string, calls?: number): void;
  /** Forgets what waits. */
  clear(): void;
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
