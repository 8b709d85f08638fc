import type { Imports } from './imports.js';

/**
 * The imports of a room or file that comes later in an order, as `from → to`. Within a room anything goes.
 *
 * @param imports with paths from the repository's root.
 * @param folder the folder that the order is of; imports of files outside it are not looked at.
 * @param order rooms (`read/`) and files (`send.ts`), from the ground up. A file is in the longest entry that fits.
 * @throws Error for a file that has no place in the order.
 */
export function climbs(
  imports: ReadonlyMap<string, Pick<Imports, 'sources'>>,
  folder: string,
  order: readonly string[],
): string[] {
  const found: string[] = [];
  for (const [file, { sources }] of imports) {
    if (!file.startsWith(`${folder}/`)) continue;
    const level = levelOf(file.slice(folder.length + 1), order);
    for (const to of sources) {
      if (!imports.has(to) || !to.startsWith(`${folder}/`)) continue;
      if (levelOf(to.slice(folder.length + 1), order) > level) found.push(`${file} → ${to}`);
    }
  }
  return found;
}

function levelOf(file: string, order: readonly string[]): number {
  const fits = order.filter((entry) => file === entry || (entry.endsWith('/') && file.startsWith(entry)));
  const [longest] = fits.sort((one, other) => other.length - one.length);
  if (longest === undefined)
    throw new Error(`${file} has no place in the order: add it, or move it into a room.`);
  return order.indexOf(longest);
}
