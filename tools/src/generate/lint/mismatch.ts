import {
  child,
  isObject,
  items,
  type JsonObject,
  type JsonValue,
  member,
  members,
  shown,
} from '../openapi/json.js';
import type { LintDocument } from './document.js';
import { valueProblem } from './value-problem.js';

/** Where in a value, and how, it fails its schema. */
export interface Mismatch {
  pointer: string;
  message: string;
}

/** Schemas that lead to each other without going into the value end here. */
const deepest = 64;

/** Steps for all examples of a document; unions within unions could ask for more than a lifetime's. */
const affordable = 5_000_000;

/**
 * The first way in which a value does not fit a Schema Object of 3.0 or 3.1, or undefined.
 * Formats are not checked. A required property that is `readOnly` or `writeOnly` may be missing: it is in one
 * direction.
 */
export function mismatch(value: JsonValue, schema: JsonValue, document: LintDocument): Mismatch | undefined {
  const search = searches.get(document) ?? { document, left: affordable };
  searches.set(document, search);
  return find(value, schema, search, '', 0);
}

/** Whether there was no time for all examples of the document. */
export function isSpent(document: LintDocument): boolean {
  return (searches.get(document)?.left ?? affordable) <= 0;
}

interface Search {
  document: LintDocument;
  left: number;
}

const searches = new WeakMap<LintDocument, Search>();

function find(
  value: JsonValue,
  schema: JsonValue,
  search: Search,
  pointer: string,
  depth: number,
): Mismatch | undefined {
  if (schema === false) return { pointer, message: 'nothing is allowed here.' };
  const { document } = search;
  const own = document.resolve(schema);
  search.left -= costOf(value, own);
  if (own === undefined || depth > deepest || search.left <= 0) return undefined;
  const within: Within = (inner, part, at = pointer) => find(inner, part, search, at, depth + 1);

  if (value === null && own.nullable === true) return undefined;
  const wrong = valueProblem(value, own, document.patterns);
  if (wrong !== undefined) return { pointer, message: wrong };
  for (const part of items(own.allOf)) {
    const found = within(value, part);
    if (found !== undefined) return found;
  }
  return (
    unionMismatch(value, own, within, pointer) ??
    (isObject(value) ? objectMismatch(value, own, document, within, pointer) : undefined) ??
    (Array.isArray(value) ? listMismatch(value, own, within, pointer) : undefined)
  );
}

/** What is gone over to compare a value with a schema, without what is in it. */
function costOf(value: JsonValue, schema: JsonObject | undefined): number {
  const size =
    typeof value === 'string' ? value.length / 64 : isObject(value) ? Object.keys(value).length : 0;
  return 1 + size + items(schema?.required).length;
}

type Within = (value: JsonValue, schema: JsonValue, pointer?: string) => Mismatch | undefined;

function unionMismatch(
  value: JsonValue,
  schema: JsonObject,
  within: Within,
  pointer: string,
): Mismatch | undefined {
  for (const keyword of ['oneOf', 'anyOf']) {
    const parts = items(schema[keyword]);
    if (parts.length === 0) continue;
    const fitting = parts.filter((part) => within(value, part) === undefined).length;
    if (fitting === 0) return { pointer, message: `it fits no schema of \`${keyword}\`.` };
    if (fitting > 1 && keyword === 'oneOf' && schema.discriminator === undefined) {
      return { pointer, message: 'it fits more than one schema of `oneOf`.' };
    }
  }
  return undefined;
}

function objectMismatch(
  value: JsonObject,
  schema: JsonObject,
  document: LintDocument,
  within: Within,
  pointer: string,
): Mismatch | undefined {
  const { properties, additionalProperties: rest } = schema;
  for (const name of items(schema.required)) {
    if (typeof name !== 'string' || Object.hasOwn(value, name)) continue;
    const declared = document.resolve(member(properties, name));
    if (declared?.readOnly === true || declared?.writeOnly === true) continue;
    return { pointer, message: `${shown(name)} is missing.` };
  }
  for (const [name, item] of members(value)) {
    const declared = member(properties, name);
    const at = child(pointer, name);
    if (declared === undefined && rest === false && schema.patternProperties === undefined) {
      return { pointer: at, message: `${shown(name)} is not declared.` };
    }
    const found = within(item, declared ?? rest ?? true, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function listMismatch(
  value: JsonValue[],
  schema: JsonObject,
  within: Within,
  pointer: string,
): Mismatch | undefined {
  const first = items(schema.prefixItems);
  for (const [index, item] of value.entries()) {
    const found = within(item, first[index] ?? schema.items ?? true, child(pointer, index));
    if (found !== undefined) return found;
  }
  return undefined;
}
