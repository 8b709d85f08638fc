import { ask, type Outcome, outcomeOf } from './harness.js';

/** What one call took at its highest, over what there was before it. */
export interface Measured {
  readonly outcome: Outcome;
  /** Heap and buffers. */
  readonly grownBytes: number;
  /** All memory of the process. */
  readonly grownRssBytes: number;
}

/** A call to make: the server and the limit. */
export interface Order {
  readonly url: string;
  readonly maxResponseBytes: number;
}

/** A process of its own, in which nothing else takes memory. It measures whatever its parent orders. */
process.on('message', async (order: Order) => {
  const before = taken();
  const highest = [...before];
  const sampling = setInterval(() => {
    taken().forEach((bytes, at) => {
      highest[at] = Math.max(highest[at] ?? 0, bytes);
    });
  }, 1);
  const outcome = await outcomeOf(ask(order, { ...order, timeoutMs: 60_000 }));
  clearInterval(sampling);
  const [grownBytes = 0, grownRssBytes = 0] = highest.map((bytes, at) => bytes - (before[at] ?? 0));
  globalThis.gc?.();
  process.send?.({ outcome, grownBytes, grownRssBytes } satisfies Measured);
});

function taken(): readonly [number, number] {
  const { heapUsed, external, rss } = process.memoryUsage();
  return [heapUsed + external, rss];
}

// Loads fetch, which alone takes some megabytes.
await fetch('data:,');
globalThis.gc?.();
