/**
 * Keeps a `Map` from growing for ever. A Map keeps the order in which keys were set, so the oldest are let go of first.
 *
 * @param isNeeded What is kept as long as anything else can go; of these alone there are at most twice `max`.
 */
export function trim<Value>(
  map: Map<string, Value>,
  max: number,
  isNeeded: (value: Value) => boolean = () => false,
): void {
  if (map.size <= max) return;
  for (const [key, value] of map) {
    if (isNeeded(value) && map.size <= 2 * max) continue;
    map.delete(key);
    if (map.size <= max) return;
  }
}

/** Sets the key as the newest one, and lets go of the oldest. */
export function setBounded<Value>(map: Map<string, Value>, key: string, value: Value, max: number): void {
  map.delete(key);
  map.set(key, value);
  trim(map, max);
}
