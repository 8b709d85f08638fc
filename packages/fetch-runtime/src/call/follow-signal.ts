interface Followers extends Set<() => void> {
  onAbort(): void;
}

const followers = /* @__PURE__ */ new WeakMap<AbortSignal, Followers>();

/**
 * Calls `onAbort` when `signal` aborts. The signal has one listener however many follow it: a thousand calls with one
 * signal are no leak, and Node does not warn of one.
 *
 * @param onAbort a function of its own for each caller.
 * @returns what ends that. The last one to end it removes the listener.
 */
export function follow(signal: AbortSignal, onAbort: () => void): () => void {
  const all = followers.get(signal) ?? listenersOf(signal);
  if (all.size === 0) signal.addEventListener('abort', all.onAbort);
  all.add(onAbort);
  return () => {
    all.delete(onAbort);
    if (all.size === 0) signal.removeEventListener('abort', all.onAbort);
  };
}

function listenersOf(signal: AbortSignal): Followers {
  const all = new Set<() => void>();
  const onAbort = (): void => {
    for (const tell of all) tell();
  };
  const made = Object.assign(all, { onAbort });
  followers.set(signal, made);
  return made;
}
