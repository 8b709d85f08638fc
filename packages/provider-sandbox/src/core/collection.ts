import { LruMap } from './lru-map.js';
import { createRandom, type Random } from './random.js';

/** Things that are made, found and removed by id, in the order they were made. */
export interface Collection<Item> {
  readonly size: number;
  /** An id that no item has, nor any of the last 10,000 had that were made or removed. The sequence is the same for the same seed. */
  newId(): string;
  /** @throws RangeError when there is an item of that id. */
  insert(item: Item): Item;
  get(id: string): Item | undefined;
  /** Puts an item in the place of the one with its id. @throws RangeError when there is none. */
  replace(item: Item): Item;
  /** Whether there was one. */
  remove(id: string): boolean;
  list(): readonly Item[];
}

/** What a collection is made of. */
interface CollectionOptions<Item> {
  readonly idOf: (item: Item) => string;
  readonly seed: number;
  /** What it holds: collections of one seed and other names have other ids. */
  readonly name: string;
  /** Default: ten digits, the first not 0. */
  readonly makeId?: ((random: Random) => string) | undefined;
  /** What is there from the start. */
  readonly items?: readonly Item[] | undefined;
}

/**
 * Makes a collection.
 *
 * @throws RangeError for two of `items` of one id.
 */
export function createCollection<Item>(options: CollectionOptions<Item>): Collection<Item> {
  const { idOf, seed, name, makeId = tenDigits, items = [] } = options;
  const random = createRandom(seed, name);
  const byId = new Map<string, Item>();
  // An id that comes back would stand for something else.
  const used = new LruMap<string, true>();

  const insert = (item: Item): Item => {
    const id = idOf(item);
    if (byId.has(id)) throw new RangeError(`There is one of that id among the ${name} already.`);
    byId.set(id, item);
    return item;
  };
  items.forEach(insert);

  return {
    get size() {
      return byId.size;
    },
    newId: () => {
      let id = makeId(random);
      while (byId.has(id) || used.has(id)) id = makeId(random);
      used.set(id, true);
      return id;
    },
    insert,
    get: (id) => byId.get(id),
    replace: (item) => {
      const id = idOf(item);
      if (!byId.has(id)) throw new RangeError(`There is none of that id among the ${name}.`);
      byId.set(id, item);
      return item;
    },
    remove: (id) => {
      used.set(id, true);
      return byId.delete(id);
    },
    list: () => [...byId.values()],
  };
}

function tenDigits(random: Random): string {
  return `${random.integer(1, 9)}${random.text(9, '0123456789')}`;
}

/** A part of a list, and where in it that is. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Of the whole list. */
  readonly total: number;
  /** Of how many pages this size the list has; an empty list has one, which is empty. */
  readonly pages: number;
  /** Whether there are items after it. */
  readonly more: boolean;
}

/** At most `limit` items, the first of them the record of number `start`, which counts from 1. */
export function pageFromRecord<Item>(
  list: readonly Item[],
  { start, limit }: { readonly start: number; readonly limit: number },
): Page<Item> {
  const from = Math.max(0, start - 1);
  return {
    items: list.slice(from, from + limit),
    total: list.length,
    pages: Math.max(1, Math.ceil(list.length / limit)),
    more: from + limit < list.length,
  };
}

/** The page of number `page`, which counts from 1; empty after the last. */
export function pageOfNumber<Item>(
  list: readonly Item[],
  { page, limit }: { readonly page: number; readonly limit: number },
): Page<Item> {
  return pageFromRecord(list, { start: (page - 1) * limit + 1, limit });
}
