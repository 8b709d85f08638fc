import { getIn } from '../get-in.js';
import type { PaginationRule } from './rule.js';

/** What an answer says about the list. */
export interface Page {
  /** How many items it has. */
  readonly count: number;
  /** What to ask for next; `undefined` where nothing leads on, `null` for a link that cannot be used. */
  readonly next: unknown;
  /** Whether more follow; `undefined` where it does not say. */
  readonly more: boolean | undefined;
  /** Whether it has items where by its own total there are none. */
  readonly isBeyond: boolean;
}

/**
 * @param asked what the request said; `undefined` for the first page.
 * @param received the records before this page; `NaN` where that is not known.
 */
export function readPage(rule: PaginationRule, result: unknown, asked: unknown, received: number): Page {
  const { by, first = 1, more, total, pages } = rule;
  const count = itemsOf(rule, result).length;
  const number = Number(asked ?? first);
  const before = by === 'record' || pages !== undefined ? number - first : received;
  const after = before + (pages === undefined ? count : 1);
  const all = stated(result, pages ?? total);
  const end = /^\d+$/.test(all) ? Number(all) : NaN;
  const flag = stated(result, more);
  const known = flag === 'true' || flag === 'false' ? flag === 'true' : undefined;
  return {
    count,
    next: by === 'cursor' ? cursorOf(rule, result) : nextNumber(number, by, count),
    more: known ?? (Number.isNaN(after - end) ? undefined : after < end),
    isBeyond: count > 0 && before >= end,
  };
}

/** Where a page has one item only, some servers leave out the list around it. */
export function itemsOf({ items }: PaginationRule, result: unknown): readonly unknown[] {
  const found = getIn(result, items);
  if (Array.isArray(found)) return found;
  return isNone(found) ? [] : [found];
}

/** A page without items does not lead on: the records it would count by are missing. */
function nextNumber(number: number, by: 'record' | 'page', count: number): number | undefined {
  if (count === 0) return undefined;
  return number + (by === 'record' ? count : 1);
}

/** Of a link only the parameter is taken: credentials must not follow it to another host. */
function cursorOf({ next, inUrl }: PaginationRule, result: unknown): unknown {
  const found = next === undefined ? undefined : getIn(result, next);
  if (isNone(found)) return undefined;
  if (inUrl === undefined) return found;
  return new URLSearchParams(/\?([^#]*)/.exec(String(found))?.[1]).get(inUrl);
}

function stated(result: unknown, keys: readonly string[] | undefined): string {
  return keys === undefined ? '' : String(getIn(result, keys));
}

function isNone(place: unknown): boolean {
  return place === undefined || place === null || place === '';
}
