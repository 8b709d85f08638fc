import { items, type JsonObject } from '../../openapi/json.js';
import { longestChain } from '../../openapi/references.js';
import type { LintDocument, Report } from '../document.js';

/** No `$ref` leads only to itself, and no schema is a part (`allOf`) of itself. */
export function refCycle(document: LintDocument, report: Report): void {
  for (const { holder, pointer } of document.references) {
    const resolved = document.follow(holder.$ref as string);
    if (resolved.found || resolved.cause === 'missing') continue;
    const message =
      resolved.cause === 'cycle'
        ? 'This $ref leads to itself: say what is meant in one of its places.'
        : `This $ref leads over more than ${longestChain} others: refer to what is meant.`;
    report(`${pointer}/$ref`, message);
  }
  const closed = new Set<JsonObject>();
  for (const { value, pointer } of document.all('Schema')) {
    if (value.allOf === undefined || !containsItself(document, value, closed)) continue;
    report(`${pointer}/allOf`, 'This schema is a part of itself by `allOf`: take it out of one of them.');
  }
}

/** Whether going down from a schema by `allOf` meets one on the way again; `closed` are known not to. */
function containsItself(document: LintDocument, schema: JsonObject, closed: Set<JsonObject>): boolean {
  const open = new Set<JsonObject>();
  const stack = [schema];
  for (let current = stack.at(-1); current !== undefined; current = stack.at(-1)) {
    if (open.has(current) || closed.has(current)) {
      open.delete(current);
      closed.add(current);
      stack.pop();
      continue;
    }
    open.add(current);
    for (const part of items(current.allOf)) {
      const resolved = document.resolve(part);
      if (resolved === undefined || closed.has(resolved)) continue;
      if (open.has(resolved)) return true;
      stack.push(resolved);
    }
  }
  return false;
}
