import { append } from '../../shared/append.js';

/**
 * Adds to `found` whatever holds one of them, and what holds that, and so on. Each is looked at once, however long the
 * chain of holders is.
 *
 * @param held name → the names it holds.
 */
export function addHolders(found: Set<string>, held: ReadonlyMap<string, readonly string[]>): void {
  const holders = new Map<string, string[]>();
  for (const [name, inner] of held) {
    for (const one of inner) {
      append(holders, one, name);
    }
  }
  // Grows while it is read.
  for (const name of found) for (const holder of holders.get(name) ?? []) found.add(holder);
}
