type Inspect = (thing: unknown, options: object) => unknown;

/**
 * Makes `console.log('%o')` and `inspect` with `showHidden` print `object` as `console.log` does: without the members
 * that cannot be listed, which are credentials and responses. Node, Deno and Bun ask for this symbol.
 */
export function printEnumerable(object: object): void {
  Object.defineProperty(object, Symbol.for('nodejs.util.inspect.custom'), { value: inspected });
}

function inspected(
  this: object,
  _depth: number,
  options: { readonly showHidden?: boolean } | undefined,
  inspect: Inspect,
): unknown {
  // What is returned as it is, is printed as if nobody had been asked.
  return options?.showHidden ? inspect(this, { ...options, showHidden: false, getters: false }) : this;
}
