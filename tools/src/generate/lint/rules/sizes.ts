import {
  child,
  isObject,
  items,
  type JsonObject,
  type JsonValue,
  member,
  repeatedAtMost,
} from '../../openapi/json.js';
import type { Found, LintDocument } from '../document.js';
import { compositions } from '../places.js';
import type { Check } from '../rule.js';

/** How many values may be within each other, references followed. */
const deepestReference = 400;

/**
 * What references to responses, parameters, callbacks and the like stand for is bounded: they are replaced by it, so a
 * large one that is used often, or callbacks that hold each other twice, would make more than any memory holds.
 */
export const referenceSize: Check = (document, report) => {
  const sizes = new Map<JsonValue, number>();
  let tooDeep = false;

  /** How many characters a value has as JSON; Infinity below one that is too deep. What contains itself counts once. */
  const sizeOf = (value: JsonValue | undefined, depth: number): number => {
    if (typeof value === 'string') return value.length + 3;
    if (typeof value !== 'object' || value === null) return 5;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (depth > deepestReference) {
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

  const most = repeatedAtMost(textSize(document.root));
  let sum = 0;
  for (const { kind, holder, pointer } of document.references) {
    if (kind === 'Schema') continue;
    sum += sizeOf(holder, 0);
    if (sum <= most) continue;
    const message = tooDeep
      ? `The references from here lead more than ${deepestReference} levels down: nest them less.`
      : `The references up to here stand for more than ${most} characters: refer to smaller parts.`;
    report(child(pointer, '$ref'), message);
    return;
  }
};

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

/** Schemas that may be looked at for the names of all schemas; the largest real descriptions need a hundredth. */
const lookedAtMost = 10_000_000;

/** How many schemas may be a part of each other in a row. */
const deepestComposition = 100;

/**
 * The schemas that a schema is composed of, by references and `allOf`, `oneOf` and `anyOf`, are bounded in number and
 * depth. Whoever looks for a property goes over them for each name, so without a bound 10 MB could take a year.
 */
export const compositionSize: Check = (document, report) => {
  let left = lookedAtMost;
  for (const found of document.all('Schema')) {
    if (!isComposed(found.value)) continue;
    const { size, depth } = partsOf(document, found, Math.max(left, 0));
    if (depth > deepestComposition) {
      report(
        found.pointer,
        `This schema is composed of more than ${deepestComposition} in a row: say it in fewer steps.`,
      );
      return;
    }
    left -= size * (1 + namesIn(found.value)) + inheritedProperties(document, found.value, Math.max(left, 0));
    if (left >= 0) continue;
    report(found.pointer, 'The schemas up to here are composed of too many others: compose them of fewer.');
    return;
  }
};

/** How many schemas one is composed of, counted no further than `most`, and how many levels they are on. */
function partsOf(document: LintDocument, { value }: Found, most: number): { size: number; depth: number } {
  const parts = new Set<JsonObject>([value]);
  let level: JsonObject[] = [value];
  let depth = 0;
  for (; level.length > 0 && depth <= deepestComposition && parts.size <= most + 1; depth += 1) {
    const next: JsonObject[] = [];
    for (const part of level) {
      for (const inner of innerOf(part)) {
        const resolved = document.resolve(inner);
        if (resolved === undefined || parts.has(resolved)) continue;
        parts.add(resolved);
        next.push(resolved);
      }
    }
    level = next;
  }
  return { size: parts.size, depth };
}

/** How many properties a schema has of what it refers to and of its `allOf`, counted no further than `most`. */
function inheritedProperties(document: LintDocument, schema: JsonObject, most: number): number {
  const parts = new Set<JsonObject>([schema]);
  let count = 0;
  for (const part of parts) {
    if (isObject(part.properties)) count += document.sizeOf(part.properties);
    if (count > most || parts.size > most) return most + 1;
    const inner = typeof part.$ref === 'string' ? [part, ...items(part.allOf)] : items(part.allOf);
    for (const one of inner) {
      const resolved = one === part ? document.resolve({ $ref: part.$ref! }) : document.resolve(one);
      if (resolved !== undefined) parts.add(resolved);
    }
  }
  return count;
}

function* innerOf(schema: JsonObject): Generator<JsonValue> {
  if (typeof member(schema, '$ref') === 'string') yield { $ref: schema.$ref! };
  for (const keyword of compositions) yield* items(schema[keyword]);
}

function isComposed(schema: JsonObject): boolean {
  return typeof schema.$ref === 'string' || compositions.some((keyword) => schema[keyword] !== undefined);
}

/** The names that a schema asks about, itself or by the parts that are written within it. */
function namesIn(schema: JsonObject): number {
  let names = 0;
  const parts: JsonValue[] = [schema];
  for (const part of parts) {
    if (!isObject(part)) continue;
    names +=
      items(part.required).length + (isObject(part.properties) ? Object.keys(part.properties).length : 0);
    for (const keyword of compositions) for (const inner of items(part[keyword])) parts.push(inner);
  }
  return names;
}
