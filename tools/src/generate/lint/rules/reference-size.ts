import { child, type JsonValue, member } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Values that references, but for those to schemas, may stand for in all; 10 MB have 2 million of their own at most. */
const standForAtMost = 2_000_000;

/** How many values may be within each other, references followed. */
const deepest = 400;

/**
 * What references to responses, parameters, callbacks and the like stand for is bounded: they are replaced by it, so a
 * large one that is used often, or callbacks that hold each other twice, would make more than any memory holds.
 */
export function referenceSize(document: LintDocument, report: Report): void {
  const sizes = new Map<JsonValue, number>();
  let tooDeep = false;

  /** How many values there are below one; Infinity below one that is too deep. What contains itself counts once. */
  const sizeOf = (value: JsonValue | undefined, depth: number): number => {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (depth > deepest) {
      tooDeep = true;
      return Number.POSITIVE_INFINITY;
    }
    sizes.set(value, 1);
    const ref = member(value, '$ref');
    const target = typeof ref === 'string' && isReplaced(ref) ? document.follow(ref) : undefined;
    let size = target?.found === true ? sizeOf(target.value, depth + 1) : 1;
    for (const item of Object.values(value)) size += sizeOf(item, depth + 1);
    sizes.set(value, size);
    return size;
  };

  let sum = 0;
  for (const { kind, holder, pointer } of document.references) {
    if (kind === 'Schema') continue;
    sum += sizeOf(holder, 0);
    if (sum <= standForAtMost) continue;
    const message = tooDeep
      ? `The references from here lead more than ${deepest} levels down: nest them less.`
      : `The references up to here stand for more than ${standForAtMost} values: refer to smaller parts.`;
    report(child(pointer, '$ref'), message);
    return;
  }
}

/** References to schemas become the names of types. */
function isReplaced(ref: string): boolean {
  return !ref.startsWith('#/components/schemas/');
}
