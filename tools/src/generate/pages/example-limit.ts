import type { Docs } from './operation.js';

/** What all examples of operations may have together. An honest description of 10 MB stays below. */
const mostCharacters = 20_000_000;

const printed = new WeakMap<Docs, number>();

/**
 * An example, unless those before it have used up what the pages may hold: many operations can share one large schema,
 * and an example of it for each would be their product.
 */
export function withinLimit(docs: Docs, example: () => string): string | undefined {
  const before = printed.get(docs) ?? 0;
  if (before >= mostCharacters) return undefined;
  const text = example();
  printed.set(docs, before + text.length);
  return text;
}
