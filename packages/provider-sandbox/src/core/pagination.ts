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
