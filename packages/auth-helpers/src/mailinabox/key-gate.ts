import type { Clock } from '../token/clock.js';
import { waitFor } from '../token/wait-for.js';

/** Gives a call's place to the next. Once; again, it does nothing. */
export type Leave = () => void;

/**
 * Lets three calls at a time go out with one key; the others wait for an answer, in the order they came.
 *
 * The daemon takes a dead key for a guessed password, and 20 of these in 30 s get the address banned. Keys die without
 * notice, with the daemon. So what is lost with one must be bounded beforehand, by the calls that are out with it:
 * it is no help to have seen the key alive just now, as busy clients always have. Logins are 10 s apart, so that at
 * most five keys are used within 30 s: 15 lines in the log. Three also leaves room for other processes of the address.
 *
 * What it costs: the daemon has one worker, which answers one call after the other, so that three keep it busy unless
 * the way there takes longer than two answers do. A call has left when the head of its answer has come.
 */
export interface KeyGate {
  /**
   * Waits for a place. Starts no timer: a call that waits ends by its own signal, if not by its turn.
   *
   * @returns `undefined` when the key has been closed.
   * @throws the signal's reason, when it aborts first.
   */
  enter(key: string, signal: AbortSignal | null | undefined): Promise<Leave | undefined>;
  /** The key is dead: nobody goes out with it any more. */
  close(key: string): void;
  isClosed(key: string): boolean;
}

const MOST_OUT = 3;

/**
 * From then on a call holds up nobody: it waits behind a slow one (the daemon gives those 630 s), or another hook
 * failed before it was sent.
 */
const OVERDUE_MS = 30_000;

/** Keys that are remembered. Only of the latest can calls still be on their way here. */
const MOST_KEYS = 8;

type Admit = (leave: Leave | undefined) => void;

interface Lane {
  isClosed: boolean;
  /** When each call that is out went, by the monotonic clock. */
  readonly out: Map<Leave, number>;
  readonly waiting: Set<Admit>;
}

export function createKeyGate(clock: Clock): KeyGate {
  const lanes = new Map<string, Lane>();

  function laneOf(key: string): Lane {
    const lane = lanes.get(key) ?? { isClosed: false, out: new Map(), waiting: new Set() };
    lanes.set(key, lane);
    const [oldest] = lanes.keys();
    if (lanes.size > MOST_KEYS && oldest !== undefined) lanes.delete(oldest);
    return lane;
  }

  function admitNext(lane: Lane): void {
    const nowMs = clock.monotonicMs();
    for (const [leave, sinceMs] of lane.out) {
      if (nowMs - sinceMs >= OVERDUE_MS) lane.out.delete(leave);
    }
    for (const admit of lane.waiting) {
      if (!lane.isClosed && lane.out.size >= MOST_OUT) return;
      lane.waiting.delete(admit);
      admit(lane.isClosed ? undefined : placeIn(lane, nowMs));
    }
  }

  function placeIn(lane: Lane, nowMs: number): Leave {
    const leave = (): void => {
      if (lane.out.delete(leave)) admitNext(lane);
    };
    lane.out.set(leave, nowMs);
    return leave;
  }

  return {
    async enter(key, signal) {
      // Platforms without `throwIfAborted` have `aborted`.
      if (signal?.aborted === true) throw signal.reason;
      const lane = laneOf(key);
      let admit: Admit = () => undefined;
      const admitted = new Promise<Leave | undefined>((resolve) => {
        admit = resolve;
      });
      lane.waiting.add(admit);
      admitNext(lane);
      try {
        return await waitFor(admitted, signal);
      } catch (aborted) {
        lane.waiting.delete(admit);
        // Its turn may have come at the same moment.
        admitted.then((leave) => leave?.());
        throw aborted;
      }
    },
    close(key) {
      const lane = laneOf(key);
      lane.isClosed = true;
      admitNext(lane);
    },
    isClosed: (key) => lanes.get(key)?.isClosed === true,
  };
}
