/** What was made for each key, for as many keys as there is room for. */
export interface LruMap<Value> {
  /** What there is for the key; made now, where there is nothing. */
  of(key: string): Value;
  delete(key: string): boolean;
  clear(): void;
  values(): IterableIterator<Value>;
}

/** @param max When one more is made, that which has not been asked for the longest is let go of. */
export function lruMap<Value>(max: number, make: (key: string) => Value): LruMap<Value> {
  // A Map keeps the order in which keys were set.
  const kept = new Map<string, Value>();
  return {
    of(key) {
      const known = kept.get(key);
      const value = known ?? make(key);
      if (known !== undefined) kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.size > max ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      return value;
    },
    delete: (key) => kept.delete(key),
    clear: () => kept.clear(),
    values: () => kept.values(),
  };
}
