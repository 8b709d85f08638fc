import { statedType } from '../lint/rules/schemas.js';
import { isObject, items, type JsonValue, keysOf, parentOf, shown, valueAt } from '../openapi/json.js';
import type { Changes } from './changes.js';
import { eachFinding, type Repair } from './repair.js';

/**
 * Values are read by the type that their schema states: `0742` is the text 0742 where that is `string`. Where they cannot
 * be, the values count, and the type does not.
 */
export const valueType: Repair = eachFinding('value-type', ({ pointer }, document, changes) => {
  const keys = keysOf(pointer);
  const isListed = keys.at(-2) === 'enum' && /^\d+$/.test(keys.at(-1)!);
  const at = isListed ? parentOf(parentOf(pointer)) : parentOf(pointer);
  const schema = valueAt(document.root, at);
  if (!isObject(schema)) return;
  const stated = statedType(schema);
  if (stated === undefined) return;
  const value = valueAt(document.root, pointer);
  const read = readAs(stated, value, pointer, changes);
  if (read !== undefined) {
    changes.set(pointer, read);
    changes.did(pointer, `The schema says ${stated}: this is ${shown(JSON.stringify(read))}.`);
  } else if (keys.at(-1) === 'default') {
    delete schema.default;
    changes.did(pointer, `The schema says ${stated}, and the default is none: it is left out.`);
  } else {
    // With each value that is there, once for all that are found in it.
    delete schema.type;
    delete schema.format;
    if (schema.nullable === true && schema.enum !== undefined && !items(schema.enum).includes(null))
      schema.enum = [...items(schema.enum), null];
    delete schema.nullable;
    changes.did(pointer, `The schema says ${stated}, and its values do not: the values count.`);
  }
});

/** A scalar as one of the type; undefined where it cannot be read so. */
export function readAs(
  type: 'string' | 'number' | 'boolean',
  value: JsonValue | undefined,
  pointer: string,
  changes: Changes,
): JsonValue | undefined {
  if (typeof value === type) return value;
  if (type === 'string') {
    return typeof value === 'number' || typeof value === 'boolean'
      ? (changes.written(pointer) ?? String(value))
      : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (type === 'boolean') return /^(true|false)$/i.test(text) ? /^true$/i.test(text) : undefined;
  return /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : undefined;
}
