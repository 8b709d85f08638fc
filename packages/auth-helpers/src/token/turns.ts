import { beginWork, type Work, watch, wokenBy } from './work.js';

/** Lets so many go at a time with each key; the others wait, and go in the order they came. */
export interface Turns {
  /** @throws the signal's reason, when it aborts first. */
  enter(key: string, work: Work, signal?: AbortSignal | null | undefined): Promise<void>;
  leave(key: string, work: Work): void;
}

interface Room {
  /** The turn of those whose request is gone ends by itself. */
  readonly inside: Set<Work>;
  readonly waiting: Set<() => void>;
}

/** @param most How many at a time. Asked again for each. */
export function createTurns(most: (key: string) => number): Turns {
  const rooms = new Map<string, Room>();

  function roomOf(key: string): Room {
    const room = rooms.get(key) ?? { inside: new Set(), waiting: new Set() };
    rooms.set(key, room);
    return room;
  }

  return {
    async enter(key, work, signal) {
      const isGone = watch();
      for (let isWoken = false; ; ) {
        const { inside, waiting } = roomOf(key);
        for (const other of inside) if (!isWoken && isGone(other)) inside.delete(other);
        if (inside.size < most(key)) {
          inside.add(work);
          return;
        }
        isWoken = await wokenBy((wake) => {
          waiting.add(wake);
          return () => waiting.delete(wake);
        }, signal);
      }
    },
    leave(key, work) {
      const { inside, waiting } = roomOf(key);
      inside.delete(work);
      let free = most(key) - inside.size;
      for (const wake of waiting) {
        if (free <= 0) break;
        free -= 1;
        waiting.delete(wake);
        wake();
      }
      if (inside.size + waiting.size === 0) rooms.delete(key);
    },
  };
}

/** Runs what it is given when all before it have ended, well or not, or are gone with their request. */
export type OneByOne = <Result>(run: () => Result | Promise<Result>) => Promise<Result>;

export function oneByOne(): OneByOne {
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
