import type { Clock } from '../token/clock.js';
import { createLine, type Line } from '../token/line.js';
import { throwIfAborted } from '../token/wait-for.js';

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
   * Waits for a place. A call takes it itself, in its own request: who is to make room may be gone with its own.
   *
   * @returns `undefined` when the key has been closed.
   * @throws the signal's reason, when it aborts first.
   */
  enter(key: string, signal: AbortSignal | null | undefined): Promise<Leave | undefined>;
  /** The key is dead: nobody goes out with it any more. */
  close(key: string): void;
  isClosed(key: string): boolean;
  /** A login has just brought the key: it is alive, whatever was known of one of this name. */
  open(key: string): void;
}

const MOST_OUT = 3;

/**
 * From then on a call holds up nobody: it waits behind a slow one (the daemon gives those 630 s), or another hook
 * failed before it was sent.
 */
const OVERDUE_MS = 30_000;

/** Keys that are remembered: as many as a box knows at a time. */
const MOST_KEYS = 64;

interface Lane {
  isClosed: boolean;
  /** When each call that is out went, by the monotonic clock. */
  readonly out: Map<Leave, number>;
  readonly line: Line;
}

export function createKeyGate(clock: Clock): KeyGate {
  const lanes = new Map<string, Lane>();

  function laneOf(key: string): Lane {
    const lane = lanes.get(key) ?? { isClosed: false, out: new Map(), line: createLine() };
    lanes.set(key, lane);
    const [oldest] = lanes.keys();
    if (lanes.size > MOST_KEYS && oldest !== undefined) lanes.delete(oldest);
    return lane;
  }

  /** @returns `undefined` where there is none. */
  function placeIn(lane: Lane): Leave | undefined {
    const { out, line } = lane;
    const nowMs = clock.monotonicMs();
    for (const [leave, sinceMs] of out) if (nowMs - sinceMs >= OVERDUE_MS) out.delete(leave);
    if (out.size >= MOST_OUT) return undefined;
    const leave = (): void => {
      if (out.delete(leave)) line.wake(MOST_OUT - out.size);
    };
    out.set(leave, nowMs);
    // Where several were overdue.
    line.wake(MOST_OUT - out.size);
    return leave;
  }

  return {
    async enter(key, signal) {
      throwIfAborted(signal);
      const lane = laneOf(key);
      const ticket = {};
      try {
        for (;;) {
          const leave = lane.isClosed ? undefined : placeIn(lane);
          if (leave !== undefined || lane.isClosed) return leave;
          await lane.line.wait(ticket, signal);
        }
      } finally {
        lane.line.leave(ticket);
      }
    },
    close(key) {
      const lane = laneOf(key);
      lane.isClosed = true;
      lane.line.wake(Infinity);
    },
    isClosed: (key) => lanes.get(key)?.isClosed === true,
    open(key) {
      laneOf(key).isClosed = false;
    },
  };
}
