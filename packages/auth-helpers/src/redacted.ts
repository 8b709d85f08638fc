/**
 * Makes whatever prints `object` show `[redacted]`: `String`, `JSON.stringify`, and `console.log` of Node, Deno and
 * Bun. What must not be seen has to be in `#private` members all the same.
 */
export function redacted(object: object): void {
  const value = (): string => '[redacted]';
  for (const name of ['toString', 'toJSON', Symbol.for('nodejs.util.inspect.custom')]) {
    Object.defineProperty(object, name, { value });
  }
}

/**
 * Makes the console show the members that can be listed, and no others: `%o` and `showHidden` go through the getters
 * of a class as well, and `getters` calls them.
 */
export function listedOnly(object: object): void {
  const value = (): object => ({ ...object });
  Object.defineProperty(object, Symbol.for('nodejs.util.inspect.custom'), { value });
}
