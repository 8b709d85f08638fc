import {
  child,
  isObject,
  items,
  type JsonObject,
  type JsonValue,
  keysOf,
  kindOf,
  members,
  shown,
  strings,
} from '../../openapi/json.js';
import { compositions, partsOf } from '../places.js';
import { type Check, each, hasText } from '../rule.js';

const types = ['object', 'array', 'string', 'number', 'integer', 'boolean'];

/** `type` is one of the types of the OpenAPI version; 3.1 knows `null` and lists as well. */
export const schemaType: Check = each('Schema', ({ type }, report, { version }) => {
  const known = version === '3.0' ? types : [...types, 'null'];
  if (type === undefined) return;
  const listed = version === '3.1' && Array.isArray(type);
  const wrong = (listed ? type : [type]).find((name) => typeof name !== 'string' || !known.includes(name));
  if (wrong === undefined && !(listed && type.length === 0)) return;
  const what = wrong === undefined ? 'An empty list' : shown(JSON.stringify(wrong));
  const hint = wrong === 'null' ? ', and `nullable: true` for null' : '';
  report(`${what} is no type of OpenAPI ${version}: use ${known.join(', ')}${hint}.`, 'type');
});

/** An array of 3.0 says what its items are, by one schema. */
export const arrayItems: Check = each('Schema', ({ type, items }, report, { version }) => {
  if (version !== '3.0') return;
  if (Array.isArray(items)) report('`items` is one schema in OpenAPI 3.0, not a list.', 'items');
  else if (type === 'array' && !isObject(items)) report('Add `items`: an array says what is in it.');
});

/** Values are of the type that their schema states: a YAML reader takes `0742` for a number, and `true` for no text. */
export const valueType: Check = each('Schema', (schema, report) => {
  const stated = statedType(schema);
  if (stated === undefined) return;
  const check = (value: JsonValue | undefined, ...keys: (string | number)[]): void => {
    if (value === undefined || value === null || typeof value === 'object' || typeof value === stated) return;
    report(`This must be ${stated === 'string' ? 'text' : `a ${stated}`}; it is ${kindOf(value)}.`, ...keys);
  };
  items(schema.enum).forEach((value, index) => {
    check(value, 'enum', index);
  });
  check(schema.const, 'const');
  check(schema.default, 'default');
});

/** The type of the values of a schema in JavaScript, where it states one and it is a scalar's; null beside it or not. */
export function statedType({ type }: JsonObject): 'string' | 'number' | 'boolean' | undefined {
  const [one, ...others] = strings(type).filter((name) => name !== 'null');
  if (one === undefined || others.length > 0) return undefined;
  if (one === 'integer' || one === 'number') return 'number';
  return one === 'string' || one === 'boolean' ? one : undefined;
}

/** As long as the name of a property can be; each member of a union repeats it. */
const longestName = 2000;

/** A discriminator's mapping leads to schemas: by name, or by reference. */
export const discriminatorMapping: Check = (document, report) => {
  for (const { value, pointer } of document.all('Discriminator')) {
    const name = value.propertyName;
    if (typeof name !== 'string' || name.length <= longestName) continue;
    report(child(pointer, 'propertyName'), `No property has a name of more than ${longestName} characters.`);
  }
  const names = new Set(document.components('schemas').map(([name]) => name));
  for (const { value, pointer } of document.all('DiscriminatorMapping')) {
    for (const [key, target] of Object.entries(value)) {
      if (typeof target !== 'string' || names.has(target)) continue;
      if (target.startsWith('#') && document.follow(target).found) continue;
      const message = `There is no schema ${shown(target)}: correct the mapping or add the schema.`;
      report(child(pointer, key), message);
    }
  }
};

/** Schemas looked at for a whole document; long chains of parts could ask for more than a lifetime's. */
const lookedAtMost = 200_000;

/** `required` names properties that are declared: in the schema, or in one it is composed of or with. */
export const requiredProperties: Check = (document, report) => {
  let left = lookedAtMost;
  const composedWith = new Map<JsonObject, Set<string>>();
  for (const { value, pointer } of document.all('Schema')) {
    const composed = compositions.flatMap((keyword) => items(value[keyword]));
    const required = items(value.required);
    if (composed.length === 0 && required.length === 0) continue;
    const names = composedWith.get(value) ?? new Set();
    let size = 0;
    for (const { properties } of partsOf(document, [value])) {
      for (const [name] of members(properties)) names.add(name);
      size += 1;
      left -= 1;
      if (size > 1000 || left < 0) return;
    }
    // Parents come first, so what a member is composed with is known when it is reached.
    for (const part of composed) if (isObject(part)) composedWith.set(part, names);
    strings(required).forEach((name, index) => {
      if (names.has(name)) return;
      const message = `There is no property ${shown(name)}: declare it, or take it from \`required\`.`;
      report(child(pointer, 'required', index), message);
    });
  }
};

/** Schemas have names in PascalCase that differ by more than case: they become types. */
export const schemaName: Check = (document, report) => {
  const seen = new Map<string, string>();
  for (const [name] of document.components('schemas')) {
    const at = child('/components/schemas', name);
    if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) report(at, 'Write the name of a schema in PascalCase.');
    const first = seen.get(name.toLowerCase());
    if (first !== undefined) report(at, `The name differs from ${shown(first)} only by case: rename one.`);
    seen.set(name.toLowerCase(), name);
  }
};

const typing = ['type', ...compositions, 'not', 'const', '$ref'];

/** A schema says its type, or is composed; otherwise any value fits, and the generated type is `unknown`. */
export const schemaTyped: Check = each('Schema', (value, report) => {
  if (typing.some((keyword) => value[keyword] !== undefined)) return;
  const what =
    value.enum === undefined ? 'Any value fits this schema' : 'The type of these values is not stated';
  report(`${what}: add the \`type\`, unless the provider promises none.`);
});

/** Objects with properties are components: an inline one gets a name made from its place. */
export const schemaInline: Check = (document, report) => {
  for (const { value, pointer } of document.all('Schema')) {
    if (members(value.properties).length === 0) continue;
    const keys = keysOf(pointer);
    // A part of a named schema has no name of its own.
    while (keys.length > 3 && keys.at(-2) === 'allOf') keys.splice(-2);
    if (keys.length === 3 && keys[0] === 'components' && keys[1] === 'schemas') continue;
    report(pointer, 'Move this object to components.schemas, and refer to it by $ref.');
  }
};

/** Each property has a description, itself or by the schema it refers to. */
export const propertyDescription: Check = each('Schema', ({ properties }, report, document) => {
  for (const [name, property] of members(properties)) {
    if (!isObject(property) || hasText(property.description)) continue;
    if (hasText(document.resolve(property)?.description)) continue;
    report('Add a `description`: what the value means.', 'properties', name);
  }
});
