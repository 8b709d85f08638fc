import { RuntimeError } from '../errors/errors.js';
import type { OperationInfo } from '../operation-info.js';

/**
 * - `next_missing`: the answer says that more follow, and has neither items nor a way on
 * - `next_repeated`: it names a cursor that has been followed before
 * - `total_exceeded`: it has items beyond the total that it states, as from a server that ignores where to begin
 */
export type PaginationErrorReason = 'next_missing' | 'next_repeated' | 'total_exceeded';

const problems: Readonly<Record<PaginationErrorReason, string>> = {
  next_missing: 'says that more follow, but leads nowhere',
  next_repeated: 'leads back to a page already read',
  total_exceeded: 'has items beyond its own total',
};

/**
 * A list that comes page by page does not get on. What came before is good, but it is not known to be the whole list:
 * to end there would pass off a part as all of it.
 */
export class PaginationError extends RuntimeError {
  static override readonly kind: string = 'PaginationError';
  declare readonly name: 'PaginationError';
  declare readonly code: 'pagination_stuck';
  declare readonly reason: PaginationErrorReason;
  /** The page at fault, counted from 1 where the loop began. */
  declare readonly page: number;

  constructor(operation: OperationInfo, reason: PaginationErrorReason, page: number) {
    const { method, path } = operation;
    const what = `page ${page} of ${method} ${path} ${problems[reason]}: the list is not known to be complete`;
    super(operation, what, { code: 'pagination_stuck', reason, page });
  }
}
