import type { Param, RequestDraft } from '../operation.js';
import { query } from './query.js';
import { isObject, isPresent, refuse } from './value.js';

/**
 * `color%5BR%5D=100&color%5BG%5D=200` (OpenAPI 3.1.1 Style Examples). The standard leaves everything else undefined.
 * Here, objects nest by further brackets, lists have indices (`items[0][price]=p`), and a primitive is `created=5`.
 *
 * @throws RequestError beyond 32 levels.
 */
export function deepObject(draft: RequestDraft, param: Param, value: unknown): void {
  push(draft, param, value, 0, indexed);
}

/**
 * As `deepObject`, with empty brackets for lists: `expand[]=a&expand[]=b`.
 *
 * @throws RequestError also for a list that holds objects or lists: nothing tells where one of them ends.
 */
export function deepObjectBrackets(draft: RequestDraft, param: Param, value: unknown): void {
  push(draft, param, value, 0, () => '[]');
}

/** As `deepObjectBrackets`, with the bare name for lists: `expand=a&expand=b`. */
export function deepObjectRepeat(draft: RequestDraft, param: Param, value: unknown): void {
  push(draft, param, value, 0, () => '');
}

type NameOfItem = (index: number) => string;

const indexed: NameOfItem = (index) => `[${index}]`;

function push(draft: RequestDraft, param: Param, value: unknown, level: number, ofItem: NameOfItem): void {
  const isList = Array.isArray(value);
  if (!isList && !isObject(value)) {
    query(draft, param, value);
    return;
  }
  if (level === 32) throw refuse(draft, param, 'is nested deeper than 32 levels');
  const members = isList
    ? value.filter(isPresent).map((item, index): [string, unknown] => [ofItem(index), item])
    : Object.entries(value).map(([key, member]): [string, unknown] => [`[${key}]`, member]);
  for (const [key, member] of members) {
    if (!isPresent(member)) continue;
    if (isList && ofItem !== indexed && (Array.isArray(member) || isObject(member)))
      throw refuse(draft, param, 'has an object or list within a list, which only indices can write');
    push(draft, { ...param, name: param.name + key }, member, level + 1, ofItem);
  }
}
