import {
  child,
  isObject,
  items,
  type JsonObject,
  keysOf,
  member,
  members,
  parentOf,
  shown,
  valueAt,
} from '../openapi/json.js';
import { isJson } from '../openapi/media-type.js';
import { aloneWithEach, eachFinding, type Repair } from './repair.js';

/** Of two parameters of one place the first stays; it is required where one of them says so. */
export const parameterUnique: Repair = {
  rule: 'parameter-unique',
  isAlone: true,
  apply(document, findings, changes) {
    for (const list of new Set(findings.map(({ pointer }) => parentOf(pointer)))) {
      const first = new Map<string, { readonly index: number; readonly value: JsonObject }>();
      for (const [index, item] of items(valueAt(document.root, list)).entries()) {
        const value = document.resolve(item);
        if (typeof value?.in !== 'string' || typeof value.name !== 'string') continue;
        const { in: place, name } = value;
        const key = `${place} ${place === 'header' ? name.toLowerCase() : name}`;
        const known = first.get(key);
        if (known === undefined) {
          first.set(key, { index, value });
          continue;
        }
        if (value.required === true && known.value.required !== true) {
          const required = { ...known.value, required: true };
          changes.set(child(list, known.index), required);
          first.set(key, { index: known.index, value: required });
        }
        changes.remove(child(list, index));
        changes.did(
          child(list, index),
          `The ${place} parameter ${shown(name)} is there already: it is sent once.`,
        );
      }
    }
  },
};

/** What Swagger 2.0 writes beside `name` and `in`, and OpenAPI 3 into `schema`. */
const facets = [
  'type',
  'format',
  'items',
  'enum',
  'default',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
];

/** A parameter without a schema is a text; with a schema and `content` it is what the schema says. */
export const parameterSchema: Repair = eachFinding('parameter-schema', ({ pointer }, document, changes) => {
  const parameter = valueAt(document.root, pointer);
  if (!isObject(parameter)) return;
  const { schema, content } = parameter;
  const media = members(content);
  if (schema !== undefined && content !== undefined) {
    delete parameter.content;
    changes.did(pointer, 'Its `schema` counts: `content` beside it is left out.');
  } else if (media.length > 1) {
    const [key, value] = media.find(([type]) => isJson(type)) ?? media[0]!;
    parameter.content = { [key]: value };
    changes.did(pointer, `Of its media types ${shown(key)} counts.`);
  } else {
    const stated = facets.filter((key) => member(parameter, key) !== undefined);
    parameter.schema = Object.fromEntries(stated.map((key) => [key, parameter[key]!]));
    for (const key of stated) delete parameter[key];
    if (stated.includes('type')) {
      changes.did(pointer, 'What it says of its values is taken for its `schema`.');
    } else {
      parameter.schema.type = 'string';
      changes.did(pointer, 'It has no `schema`: it is a text.');
    }
    delete parameter.content;
  }
});

/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Blanks and a colon around the name of a header are none of it; a header that cannot be sent or read is left out. */
export const parameterName: Repair = aloneWithEach('parameter-name', ({ pointer }, document, changes) => {
  const [last, parent] = keysOf(pointer).reverse();
  if (parent === 'headers') {
    changes.remove(pointer);
    changes.did(pointer, 'No header can have this name: it is left out.');
    return;
  }
  const owner = valueAt(document.root, parentOf(pointer));
  if (last !== 'name' || !isObject(owner) || typeof owner.name !== 'string') return;
  const name = owner.name.trim().replace(/:$/, '');
  if (token.test(name)) {
    owner.name = name;
    changes.did(pointer, `The name is taken for ${shown(name)}.`);
  } else if (
    keysOf(pointer).includes('parameters') &&
    Array.isArray(valueAt(document.root, parentOf(parentOf(pointer))))
  ) {
    if (owner.required === true) return;
    changes.remove(parentOf(pointer));
    changes.did(pointer, 'Nothing can be sent under this name: the parameter is left out.');
  }
});
