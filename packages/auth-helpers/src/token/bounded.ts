/**
 * Keeps a `Map` from growing for ever. A Map keeps the order in which keys were set, so the oldest are let go of first,
 * a tenth at a time, so that not every new key is a reason to look through all of them.
 *
 * @param isNeeded What goes last.
 */
export function trim<Value>(
  map: Map<string, Value>,
  max: number,
  isNeeded: (value: Value) => boolean = () => false,
): void {
  if (map.size <= max) return;
  const left = Math.max(1, Math.floor(max * 0.9));
  for (const isLast of [false, true]) {
    for (const [key, value] of map) {
      if (map.size <= left) return;
      if (isLast || !isNeeded(value)) map.delete(key);
    }
  }
}

/** Sets the key as the newest one, and lets go of the oldest. */
export function setBounded<Value>(map: Map<string, Value>, key: string, value: Value, max: number): void {
  map.delete(key);
  map.set(key, value);
  trim(map, max);
}
