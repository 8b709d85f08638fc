import type { Call } from './call.js';

interface Unread {
  readonly calls: Set<{ deref(): Call | undefined }>;
  /** Follows the caller's signal without a listener of its own there. */
  readonly signal: AbortSignal;
  /** How many calls there may be before those are looked for that are gone. */
  limit: number;
}

const unread = /* @__PURE__ */ new WeakMap<AbortSignal, Unread>();

/** Keeps a call for as long as somebody holds its response, or the stream of its body. */
const held = /* @__PURE__ */ new WeakMap<object, Call>();

/**
 * Lets the caller's signal end a call whose body is read later, or never. The signal holds no call and has no listener
 * of it: it may serve many calls, and live longer than all of them.
 */
export function followUnread(call: Call, response: Response): void {
  const { signal } = call;
  if (!signal) return;
  held.set(response, call);
  if (response.body) held.set(response.body, call);
  let known = unread.get(signal);
  if (known === undefined) {
    known = { calls: new Set(), signal: globalThis.AbortSignal?.any?.([signal]) ?? signal, limit: 100 };
    const { calls } = known;
    known.signal.addEventListener('abort', () => {
      for (const other of calls) other.deref()?.abort(signal.reason);
    });
    unread.set(signal, known);
  }
  if (known.calls.size >= known.limit) {
    for (const other of known.calls) if (other.deref() === undefined) known.calls.delete(other);
    known.limit = Math.max(100, 2 * known.calls.size);
  }
  // Workers before May 2025 have no WeakRef; there, a signal lives no longer than a request.
  known.calls.add(globalThis.WeakRef === undefined ? { deref: () => call } : new WeakRef(call));
}
