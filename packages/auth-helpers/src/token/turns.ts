import { createLine, type Line } from './line.js';
import { beginWork, type Work, watch } from './work.js';

/** Lets so many go at a time with each key; the others wait, and go in the order they came. */
export interface Turns {
  /** @throws the signal's reason, when it aborts first. */
  enter(key: string, work: Work, signal?: AbortSignal | null | undefined): Promise<void>;
  leave(key: string, work: Work): void;
}

interface Room {
  /** The turn of those whose request is gone ends by itself. */
  readonly inside: Set<Work>;
  readonly line: Line;
}

/** @param most How many at a time. Asked again for each. */
export function createTurns(most: (key: string) => number): Turns {
  const rooms = new Map<string, Room>();

  function roomOf(key: string): Room {
    const room = rooms.get(key) ?? { inside: new Set(), line: createLine() };
    rooms.set(key, room);
    return room;
  }

  function clear(key: string, { inside, line }: Room): void {
    if (inside.size === 0 && line.isEmpty && rooms.get(key)?.inside === inside) rooms.delete(key);
  }

  return {
    async enter(key, work, signal) {
      const isGone = watch();
      for (let isWoken = false, isInside = false; !isInside; ) {
        // Another each time, where the one before was empty: who comes meanwhile looks for one anew as well.
        const room = roomOf(key);
        const { inside, line } = room;
        try {
          for (const other of inside) if (!isWoken && isGone(other)) inside.delete(other);
          isInside = inside.size < most(key);
          if (isInside) inside.add(work);
          else isWoken = await line.wait(work, signal);
        } finally {
          if (isInside || signal?.aborted === true) line.leave(work);
          clear(key, room);
        }
      }
    },
    leave(key, work) {
      const room = roomOf(key);
      room.inside.delete(work);
      room.line.wake(most(key) - room.inside.size);
      clear(key, room);
    },
  };
}

/** Runs what it is given when all before it have ended, well or not, or are gone with their request. */
export type Serially = <Result>(run: () => Result | Promise<Result>) => Promise<Result>;

export function serially(): Serially {
  const turns = createTurns(() => 1);
  return async (run) => {
    const work = beginWork();
    try {
      await turns.enter('', work);
      return await run();
    } finally {
      turns.leave('', work);
      work.end();
    }
  };
}
