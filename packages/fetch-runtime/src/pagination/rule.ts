/**
 * How an operation that answers a list page by page is called for all of them, as data (`x-pagination`). Places are
 * the keys that lead there: in the request object, or in the body of an answer.
 *
 * `Item` exists for the compiler only.
 */
export interface PaginationRule<Item = unknown> {
  /** What the request says: the number of a record, the number of a page, or what the answer before gave as `next`. */
  readonly by: 'record' | 'page' | 'cursor';
  /** Where the request says it. */
  readonly at: readonly string[];
  /** The number of the first record or page. Default: 1. */
  readonly first?: number;
  /** Where an answer has the next cursor; none, `null` or an empty text at the end. */
  readonly next?: readonly string[];
  /** The query parameter that holds the cursor, where `next` is the URL of the next page. */
  readonly inUrl?: string;
  /** Where an answer has its items. */
  readonly items: readonly string[];
  /** Where an answer says whether more follow: a boolean, or the text of one. */
  readonly more?: readonly string[];
  /** Where an answer says how many records there are in all. */
  readonly total?: readonly string[];
  /** Where an answer says how many pages there are in all. */
  readonly pages?: readonly string[];
  /** Never set; carries the type. */
  readonly types?: () => Item;
}

/** A list that comes page by page. Nothing is sent before the first item or page is asked for. */
export interface Paginated<Item, Page> extends AsyncIterable<Item> {
  /** Begins anew, and goes from item to item. */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
  /** Begins anew, and goes from page to page: each is the whole result of one call. */
  pages(): AsyncGenerator<Page, void, undefined>;
  /**
   * Begins anew, and collects the items into an array. It ends with the list, or after `limit` items: then it requests no
   * further page, so an array of that length may not be the whole list.
   *
   * @param options `limit`: how many items at most, a whole number.
   * @throws RequestError when `limit` is not a whole number; PaginationError and what the call throws, as the loop does.
   * @example
   * const customers = await finicity.customers.getCustomersAll().toArray({ limit: 500 });
   */
  toArray(options: { readonly limit: number }): Promise<Item[]>;
}
