import { child, isObject, type JsonValue, member } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/**
 * How many characters references, but for those to schemas, may stand for in all: ten times those of the description,
 * so that the work stays in proportion to its size, and a million whatever that is. Real descriptions need twice.
 */
const times = 10;
const alwaysAllowed = 1_000_000;

/** How many values may be within each other, references followed. */
const deepest = 400;

/**
 * What references to responses, parameters, callbacks and the like stand for is bounded: they are replaced by it, so a
 * large one that is used often, or callbacks that hold each other twice, would make more than any memory holds.
 */
export function referenceSize(document: LintDocument, report: Report): void {
  const sizes = new Map<JsonValue, number>();
  let tooDeep = false;

  /** How many characters a value has as JSON; Infinity below one that is too deep. What contains itself counts once. */
  const sizeOf = (value: JsonValue | undefined, depth: number): number => {
    if (typeof value === 'string') return value.length + 3;
    if (typeof value !== 'object' || value === null) return 5;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (depth > deepest) {
      tooDeep = true;
      return Number.POSITIVE_INFINITY;
    }
    sizes.set(value, 2);
    const ref = member(value, '$ref');
    const target = typeof ref === 'string' && isReplaced(ref) ? document.follow(ref) : undefined;
    let size = target?.found === true ? sizeOf(target.value, depth + 1) : 2;
    for (const [key, item] of Object.entries(value)) {
      size += sizeOf(item, depth + 1) + (Array.isArray(value) ? 0 : key.length + 3);
    }
    sizes.set(value, size);
    return size;
  };

  const most = Math.max(alwaysAllowed, times * textSize(document.root));
  let sum = 0;
  for (const { kind, holder, pointer } of document.references) {
    if (kind === 'Schema') continue;
    sum += sizeOf(holder, 0);
    if (sum <= most) continue;
    const message = tooDeep
      ? `The references from here lead more than ${deepest} levels down: nest them less.`
      : `The references up to here stand for more than ${most} characters: refer to smaller parts.`;
    report(child(pointer, '$ref'), message);
    return;
  }
}

/** How many characters a value has as JSON, references not followed. */
function textSize(root: JsonValue): number {
  let size = 0;
  const values: JsonValue[] = [root];
  for (const value of values) {
    if (typeof value === 'string') size += value.length + 3;
    else if (Array.isArray(value)) for (const item of value) values.push(item);
    else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        size += key.length + 3;
        values.push(item);
      }
    } else size += 5;
  }
  return size;
}

/** References to schemas become the names of types. */
function isReplaced(ref: string): boolean {
  return !ref.startsWith('#/components/schemas/');
}
