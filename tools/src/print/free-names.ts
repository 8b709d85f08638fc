import { fileKey } from './file-key.js';

/**
 * The first of `name`, `name2`, `name3`, … that is not taken, whatever the case of its letters.
 *
 * @param numbers where the search for a name begins, kept from call to call: thousands that want one name would go over
 *   all numbers before them again. What is taken must stay so.
 * @param key what names that take numbers from each other have in common: `fileKey`, where they name files.
 */
export function firstFree(
  name: string,
  isTaken: (candidate: string) => boolean,
  numbers: Map<string, number>,
  key: string = name,
): string {
  if (!isTaken(name)) return name;
  for (let number = numbers.get(key) ?? 2; ; number++) {
    if (isTaken(`${name}${number}`)) continue;
    numbers.set(key, number);
    return `${name}${number}`;
  }
}

/** Names in use; two names that some file system takes for one count as the same. */
export class NameSet {
  readonly #folded = new Set<string>();
  readonly #numbers = new Map<string, number>();

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name);
  }

  has(name: string): boolean {
    return this.#folded.has(fileKey(name));
  }

  add(name: string): void {
    this.#folded.add(fileKey(name));
  }

  /** Takes the name, or the name with the first free number from 2 on. */
  take(name: string): string {
    const free = firstFree(name, (candidate) => this.has(candidate), this.#numbers, fileKey(name));
    this.add(free);
    return free;
  }
}
