/** Methods that may look at all of an array. */
const LOOPS = [
  ...[
    'concat',
    'every',
    'filter',
    'find',
    'findIndex',
    'findLast',
    'flatMap',
    'forEach',
    'includes',
    'indexOf',
  ],
  ...['map', 'reduce', 'shift', 'slice', 'some', 'sort', 'splice', 'unshift'],
] as const;

/**
 * How many steps `run` makes over arrays, maps and sets. It is the same on every machine, unlike a time, and tells work
 * that grows with what is kept.
 */
export function stepsOf(run: () => void): number {
  let steps = 0;
  const restore: (() => void)[] = [];
  function replace(owner: object, name: string, stepsIn: (self: unknown) => number): void {
    const before = Object.getOwnPropertyDescriptor(owner, name)!;
    const value = function (this: unknown, ...args: unknown[]): unknown {
      steps += stepsIn(this);
      return before.value.apply(this, args);
    };
    Object.defineProperty(owner, name, { ...before, value });
    restore.push(() => Object.defineProperty(owner, name, before));
  }
  for (const collection of [[], new Map(), new Set()]) {
    replace(Object.getPrototypeOf(collection.values()), 'next', () => 1);
  }
  for (const name of LOOPS) replace(Array.prototype, name, (self) => (self as unknown[]).length);
  for (const { prototype } of [Map, Set]) {
    replace(prototype, 'forEach', (self) => (self as Map<unknown, unknown>).size);
  }
  try {
    run();
  } finally {
    for (const undo of restore) undo();
  }
  return steps;
}
