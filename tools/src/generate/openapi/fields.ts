/** An object of a parsed description. */
export type Fields = Record<string, unknown>;

/** The same keys, each with what `change` makes of its value. */
export function mapValues<From, To>(
  fields: Record<string, From>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(value)]));
}

/** Those of `keys` that are there. */
export function only(fields: Fields, ...keys: readonly string[]): Fields {
  return Object.fromEntries(keys.filter((key) => key in fields).map((key) => [key, fields[key]]));
}
