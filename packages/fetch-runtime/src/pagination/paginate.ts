import type { CallOptions } from '../call/call-options.js';
import type { Configuration, PlainConfiguration } from '../configuration.js';
import { RequestError } from '../errors/errors.js';
import { getIn, setIn } from '../get-in.js';
import type { Operation } from '../operation.js';
import { needs } from '../platform/globals.js';
import { call } from '../send.js';
import { itemsOf, readPage } from './page.js';
import { PaginationError } from './pagination-error.js';
import type { Paginated, PaginationRule } from './rule.js';

/**
 * Calls an operation for one page after the other, as they are asked for. It begins where the request says, else at
 * the first page. `options` hold for each call: `deadlineMs` is for a page, and a `signal` ends the whole.
 *
 * The list ends with a page that says that no more follow, that reaches the total, or that names no next cursor; where
 * the answers say nothing of the kind, with a page without items.
 *
 * @throws PaginationError, while it is iterated, when an answer leads nowhere; and whatever `call` throws.
 */
export function paginate<Request, Result, Errors, Item>(
  configuration: Configuration | PlainConfiguration,
  operation: Operation<Request, Result, Errors>,
  rule: PaginationRule<Item>,
  request: NoInfer<Request>,
  options?: CallOptions,
): Paginated<Item, Result> {
  const pages = (): AsyncGenerator<Result, void, undefined> =>
    pagesOf(configuration, operation, rule, request, options);
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* itemsOf(rule, page) as Item[];
    },
    async toArray({ limit }) {
      if (!Number.isSafeInteger(limit) || limit < 0)
        throw new RequestError(operation, 'limit', 'is not a whole number from 0 up');
      const found: Item[] = [];
      if (limit === 0) return found;
      for await (const item of this) if (found.push(item) === limit) break;
      return found;
    },
  };
}

async function* pagesOf<Request, Result, Errors>(
  configuration: Configuration | PlainConfiguration,
  operation: Operation<Request, Result, Errors>,
  rule: PaginationRule,
  request: NoInfer<Request>,
  options: CallOptions | undefined,
): AsyncGenerator<Result, void, undefined> {
  const { at, first = 1, inUrl } = rule;
  if (inUrl !== undefined) needs(operation, 'URLSearchParams');
  let current = request;
  let asked = getIn(request, at) ?? undefined;
  // Who begins at a later page knows how many records came before it; we do not.
  let received = asked === undefined || Number(asked) === first ? 0 : NaN;
  const followed = new Set([asked]);
  for (let page = 1; ; page++) {
    const result = await call(configuration, operation, current, options);
    // Before the caller gets the page, who may take it to pieces.
    const { count, next, more, isBeyond } = readPage(rule, result, asked, received);
    yield result;
    if (more === false || (more === undefined && next === undefined)) return;
    if (isBeyond) throw new PaginationError(operation, 'total_exceeded', page);
    if (next === undefined || next === null) throw new PaginationError(operation, 'next_missing', page);
    if (followed.has(next)) throw new PaginationError(operation, 'next_repeated', page);
    followed.add(next);
    received += count;
    asked = next;
    current = setIn(current, at, next) as NoInfer<Request>;
  }
}
