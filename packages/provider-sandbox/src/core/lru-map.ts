/** What of its kind a provider remembers at most, so that a sandbox may run for months. */
export const REMEMBERED: number = 10_000;

/** A `Map` of at most so many entries: for a new one, the one that was set or read longest ago goes. */
export class LruMap<Key, Value> {
  readonly #capacity: number;
  /** In the order of their last use. */
  readonly #entries = new Map<Key, Value>();

  constructor(capacity: number = REMEMBERED) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** To read is a use. */
  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.#renew(key, value);
    return value;
  }

  /** To ask is none. */
  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  /** @returns the key that had to go, if any. */
  set(key: Key, value: Value): Key | undefined {
    this.#renew(key, value);
    if (this.#entries.size <= this.#capacity) return undefined;
    const [oldest] = this.#entries.keys();
    this.#entries.delete(oldest!);
    return oldest;
  }

  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The one that goes next first. */
  keys(): IterableIterator<Key> {
    return this.#entries.keys();
  }

  values(): IterableIterator<Value> {
    return this.#entries.values();
  }

  #renew(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
  }
}
