import { isObject, items, type JsonObject, type JsonValue, member } from '../../openapi/json.js';
import type { Found, LintDocument, Report } from '../document.js';

/** Schemas that may be looked at for the names of all schemas; the largest real descriptions need a hundredth. */
const lookedAtMost = 10_000_000;

/** How many schemas may be a part of each other in a row. */
const deepest = 100;

const keywords = ['allOf', 'oneOf', 'anyOf'] as const;

/**
 * The schemas that a schema is composed of, by references and `allOf`, `oneOf` and `anyOf`, are bounded in number and
 * depth. Whoever looks for a property goes over them for each name, so without a bound 10 MB could take a year.
 */
export function compositionSize(document: LintDocument, report: Report): void {
  let left = lookedAtMost;
  for (const found of document.all('Schema')) {
    if (!isComposed(found.value)) continue;
    const { size, depth } = partsOf(document, found, Math.max(left, 0));
    if (depth > deepest) {
      report(
        found.pointer,
        `This schema is composed of more than ${deepest} in a row: say it in fewer steps.`,
      );
      return;
    }
    left -= size * (1 + namesIn(found.value)) + inheritedProperties(document, found.value, Math.max(left, 0));
    if (left >= 0) continue;
    report(found.pointer, 'The schemas up to here are composed of too many others: compose them of fewer.');
    return;
  }
}

/** How many schemas one is composed of, counted no further than `most`, and how many levels they are on. */
function partsOf(document: LintDocument, { value }: Found, most: number): { size: number; depth: number } {
  const parts = new Set<JsonObject>([value]);
  let level: JsonObject[] = [value];
  let depth = 0;
  for (; level.length > 0 && depth <= deepest && parts.size <= most + 1; depth += 1) {
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
  for (const keyword of keywords) yield* items(schema[keyword]);
}

function isComposed(schema: JsonObject): boolean {
  return typeof schema.$ref === 'string' || keywords.some((keyword) => schema[keyword] !== undefined);
}

/** The names that a schema asks about, itself or by the parts that are written within it. */
function namesIn(schema: JsonObject): number {
  let names = 0;
  const parts: JsonValue[] = [schema];
  for (const part of parts) {
    if (!isObject(part)) continue;
    names +=
      items(part.required).length + (isObject(part.properties) ? Object.keys(part.properties).length : 0);
    for (const keyword of keywords) for (const inner of items(part[keyword])) parts.push(inner);
  }
  return names;
}
