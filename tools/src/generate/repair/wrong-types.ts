import {
  child,
  isObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  kindOf,
  parentOf,
  shown,
  valueAt,
} from '../openapi/json.js';
import type { Entry, ScalarShape } from '../openapi/object-types.js';
import type { Changes } from './changes.js';
import { aloneWithEach, type Repair } from './repair.js';
import { readAs } from './values.js';

/** Without these nothing can be said of their object; what is wrong with them is refused. */
const needed = [
  '$ref',
  'name',
  'in',
  'url',
  'propertyName',
  'openapi',
  'paths',
  'get',
  'put',
  'post',
  'delete',
  'patch',
];

/** A value of another type that can be read as the wanted one is that; a field that no client needs is left out. */
export const wrongType: Repair = aloneWithEach('wrong-type', ({ pointer, wanted }, document, changes) => {
  const key = keysOf(pointer).at(-1) ?? '';
  const value = valueAt(document.root, pointer);
  const owner = valueAt(document.root, parentOf(pointer));
  if (wanted === undefined || value === undefined || pointer === '' || key === '$ref') return;
  if (isBound(owner, key, value) && takenBound(owner, key, value)) {
    changes.did(pointer, `${shown(key)} is taken as the other version of OpenAPI has it.`);
    return;
  }
  const read =
    key === 'additionalProperties'
      ? readAs('boolean', value, pointer, changes)
      : readBy(wanted, value, pointer, changes);
  if (read !== undefined) {
    changes.set(pointer, read);
    if (Array.isArray(read) && read[0] === value) changes.moved(pointer, child(pointer, 0));
    changes.did(
      pointer,
      `${shown(key)} is ${kindOf(value)}, and is taken for ${shown(JSON.stringify(read))}.`,
    );
  } else if (mayGo(wanted, owner, key)) {
    changes.remove(pointer);
    changes.did(pointer, `${shown(key)} cannot be ${kindOf(value)}: it is left out.`);
  }
});

/** `exclusiveMinimum: true` of 3.0 in 3.1, and a number there in 3.0. */
function isBound(owner: JsonValue | undefined, key: string, value: JsonValue): owner is JsonObject {
  const isExclusive = key === 'exclusiveMinimum' || key === 'exclusiveMaximum';
  return isExclusive && isObject(owner) && (typeof value === 'boolean' || typeof value === 'number');
}

function takenBound(schema: JsonObject, key: string, value: JsonValue): boolean {
  const plain = key === 'exclusiveMinimum' ? 'minimum' : 'maximum';
  const bound = schema[plain];
  if (typeof value === 'boolean') {
    delete schema[key];
    if (value && typeof bound === 'number') {
      schema[key] = bound;
      delete schema[plain];
    }
  } else {
    if (bound !== undefined) return false;
    schema[plain] = value;
    schema[key] = true;
  }
  return true;
}

function readBy(
  wanted: Exclude<Entry, undefined>,
  value: JsonValue,
  pointer: string,
  changes: Changes,
): JsonValue | undefined {
  if (wanted === null || typeof wanted === 'function') return undefined;
  if (typeof wanted === 'string') return readKind(wanted, value);
  if ('listOf' in wanted) return readList(wanted.listOf, value);
  return readScalar(wanted, value, pointer, changes);
}

function readScalar(
  { type, enum: words, items: item }: ScalarShape,
  value: JsonValue,
  pointer: string,
  changes: Changes,
): JsonValue | undefined {
  if (words !== undefined) {
    const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
    return words.find((one) => one.toLowerCase() === word);
  }
  if (type === 'string' || type === 'boolean' || type === 'number')
    return readAs(type, value, pointer, changes);
  if (type === 'integer') {
    const number = readAs('number', value, pointer, changes);
    return Number.isInteger(number) ? number : undefined;
  }
  if (type === 'object') return Array.isArray(value) || value === null ? {} : undefined;
  if (type !== 'array' || item?.type !== 'string') return undefined;
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (value === null) return [];
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((one, index) => readAs('string', one, `${pointer}/${index}`, changes) ?? []);
}

/** What a text, nothing or a list stands for in the place of an object. */
function readKind(kind: string, value: JsonValue): JsonValue | undefined {
  const text = typeof value === 'string' ? value : undefined;
  if (kind === 'Schema') {
    if (text !== undefined && /^(true|false)$/i.test(text.trim())) return {};
    return value === null || (Array.isArray(value) && value.length === 0) ? {} : undefined;
  }
  if (kind === 'MediaType' && (value === null || Array.isArray(value))) return {};
  if (kind === 'Response' && (value === null || text !== undefined)) return { description: text ?? '' };
  if (kind === 'Example') return { value };
  if (kind === 'Tag' && text !== undefined) return { name: text };
  if (kind === 'Server' && text !== undefined) return { url: text };
  if (kind === 'SecurityRequirement' && text !== undefined) return { [text]: [] };
  if (kind.endsWith('Map') && (value === null || (Array.isArray(value) && value.length === 0))) return {};
  return undefined;
}

/** One object where a list is wanted is its only element; parameters by name are their objects. */
function readList(kind: string, value: JsonValue): JsonValue | undefined {
  if (value === null) return [];
  if (!isObject(value))
    return typeof value === 'string' && readKind(kind, value) !== undefined
      ? [readKind(kind, value)!]
      : undefined;
  if (kind === 'Parameter' && value.$ref === undefined && value.name === undefined) return undefined;
  return [value];
}

/** Whether a field of this shape can be left out without a change of what is sent. */
function mayGo(wanted: Exclude<Entry, undefined>, owner: JsonValue | undefined, key: string): boolean {
  if (Array.isArray(owner)) return typeof wanted === 'string' && wanted !== 'Parameter';
  if (needed.includes(key)) return false;
  if (typeof wanted === 'string')
    return /^(ExternalDocs|Contact|License|Xml|Example|ExamplesMap|LinksMap|Link|CallbacksMap|Callback|HeadersMap|Header|EncodingMap|Encoding|Discriminator|DiscriminatorMapping|ServerVariablesMap)$/.test(
      wanted,
    );
  if (wanted !== null && typeof wanted === 'object' && 'listOf' in wanted)
    return ['Tag', 'Server'].includes(wanted.listOf);
  return true;
}
