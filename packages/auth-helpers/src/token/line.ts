import { wokenBy } from './work.js';

/** Those who wait for the same, in the order they came. */
export interface Line {
  readonly isEmpty: boolean;
  /**
   * Until somebody wakes this one, or for a look: who is to wake it may be gone. To be asked again as long as there is
   * nothing for it, with the same ticket, which keeps its place.
   *
   * @throws the signal's reason, when it aborts first.
   */
  wait(ticket: object, signal: AbortSignal | null | undefined): Promise<boolean>;
  leave(ticket: object): void;
  wake(count: number): void;
}

export function createLine(): Line {
  /** What wakes each, while it waits. */
  const waiting = new Map<object, (() => void) | undefined>();
  return {
    get isEmpty() {
      return waiting.size === 0;
    },
    wait: (ticket, signal) =>
      wokenBy((wake) => {
        waiting.set(ticket, wake);
        // It keeps its place, unless it was woken.
        return () => waiting.has(ticket) && waiting.set(ticket, undefined);
      }, signal),
    leave: (ticket) => void waiting.delete(ticket),
    wake(count) {
      let left = count;
      for (const [ticket, wake] of waiting) {
        if (left <= 0) break;
        if (wake === undefined) continue;
        left -= 1;
        waiting.delete(ticket);
        wake();
      }
    },
  };
}
