/**
 * What a value holds at the place that `keys` lead to, own members only; `undefined` where there is no such place.
 * No keys lead to the value itself.
 */
export function getIn(value: unknown, keys: readonly string[]): unknown {
  let place = value;
  for (const key of keys) {
    place = Object.hasOwn(Object(place), key) ? (place as Record<string, unknown>)[key] : undefined;
  }
  return place;
}

/** A copy of `value` with a member at the place that `keys` lead to; what is missing on the way is made. */
export function setIn(value: unknown, [key, ...rest]: readonly string[], member: unknown): unknown {
  if (key === undefined) return member;
  return { ...Object(value), [key]: setIn(getIn(value, [key]), rest, member) };
}
