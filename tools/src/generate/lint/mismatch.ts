import { child, isObject, items, type JsonObject, type JsonValue, member, members, shown } from '../json.js';
import type { LintDocument } from './document.js';
import { valueProblem } from './value-problem.js';

/** Where in a value, and how, it fails its schema. */
export interface Mismatch {
  pointer: string;
  message: string;
}

/** Schemas that lead to each other without going into the value end here. */
const deepest = 64;

/** Schemas tried for one value; unions within unions could ask for more than a lifetime's. */
const triedAtMost = 100_000;

/**
 * The first way in which a value does not fit a Schema Object of 3.0 or 3.1, or undefined.
 * Formats are not checked. A required property that is `readOnly` or `writeOnly` may be missing: it is in one
 * direction.
 */
export function mismatch(value: JsonValue, schema: JsonValue, document: LintDocument): Mismatch | undefined {
  return find(value, schema, { document, tried: 0 }, '', 0);
}

interface Search {
  document: LintDocument;
  tried: number;
}

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
  search.tried += 1;
  if (own === undefined || depth > deepest || search.tried > triedAtMost) return undefined;
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
