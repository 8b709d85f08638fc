import {
  isObject,
  items,
  type JsonObject,
  type JsonValue,
  keysOf,
  members,
  parentOf,
  shown,
  shownValue,
  strings,
  valueAt,
} from '../openapi/json.js';
import { eachFinding, type Repair } from './repair.js';

const types = ['object', 'array', 'string', 'number', 'integer', 'boolean'];

/** Names of types in other languages, and formats that are written as types. */
const meant: Readonly<Record<string, JsonObject>> = {
  bool: { type: 'boolean' },
  int: { type: 'integer' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  long: { type: 'integer', format: 'int64' },
  float: { type: 'number', format: 'float' },
  double: { type: 'number', format: 'double' },
  decimal: { type: 'number' },
  str: { type: 'string' },
  text: { type: 'string' },
  enum: { type: 'string' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  'date-time': { type: 'string', format: 'date-time' },
  timestamp: { type: 'string' },
  uuid: { type: 'string', format: 'uuid' },
  uri: { type: 'string', format: 'uri' },
  url: { type: 'string', format: 'uri' },
  email: { type: 'string', format: 'email' },
  file: { type: 'string', format: 'binary' },
  binary: { type: 'string', format: 'binary' },
  list: { type: 'array' },
  map: { type: 'object' },
  hash: { type: 'object' },
};

/** A type by another name is that type; `null` in OpenAPI 3.0 is what 3.1 says by it; an unknown one says nothing. */
export const schemaType: Repair = eachFinding('schema-type', ({ pointer }, document, changes) => {
  const schema = valueAt(document.root, parentOf(pointer));
  if (!isObject(schema)) return;
  const written = schema.type!;
  const named = (Array.isArray(written) ? written : [written]).map(typeOf);
  const known = named.filter((one) => one !== undefined);
  const isNullable = named.some((one) => one?.type === 'null');
  const others = known.filter(({ type }) => type !== 'null');
  delete schema.type;
  if (known.length < named.length || known.length === 0) {
    changes.did(pointer, `${shownValue(written)} is not a type: any value is taken.`);
  } else if (document.version === '3.1') {
    const [one] = others;
    Object.assign(schema, one, schema);
    if (isNullable || others.length > 1)
      schema.type = [...others.map(({ type }) => type!), ...(isNullable ? ['null'] : [])];
    changes.did(pointer, `${shownValue(written)} is taken for ${shownValue(schema.type)}.`);
  } else {
    becomeOf30(schema, others, isNullable);
    const is31 = isNullable || others.length > 1;
    const how = is31 ? 'as OpenAPI 3.1 reads it' : `for ${shownValue(schema.type)}`;
    changes.did(pointer, `${shownValue(written)} is taken ${how}.`);
  }
});

function typeOf(written: JsonValue): JsonObject | undefined {
  if (typeof written !== 'string') return undefined;
  const word = written.trim().toLowerCase();
  if (types.includes(word) || word === 'null') return { type: word };
  return Object.hasOwn(meant, word) ? meant[word] : undefined;
}

function becomeOf30(schema: JsonObject, others: readonly JsonObject[], isNullable: boolean): void {
  const [one] = others;
  if (one === undefined) Object.assign(schema, { nullable: true, enum: [null] });
  else if (others.length === 1)
    Object.assign(schema, { ...one, ...schema }, isNullable ? { nullable: true } : {});
  else {
    const { items: list, ...rest } = schema;
    const alternatives = others.map((type) => ({
      ...type,
      ...(type.type === 'array' && { items: list ?? {} }),
      ...(isNullable && { nullable: true }),
    }));
    for (const key of Object.keys(schema)) delete schema[key];
    if (rest.anyOf === undefined && rest.oneOf === undefined)
      Object.assign(schema, rest, { anyOf: alternatives });
    else Object.assign(schema, rest, { allOf: [...items(rest.allOf), { anyOf: alternatives }] });
  }
}

/** An array of OpenAPI 3.0 that does not say what is in it holds any values; a list of schemas are the alternatives. */
export const arrayItems: Repair = eachFinding('array-items', ({ pointer }, document, changes) => {
  const at = pointer.endsWith('/items') ? parentOf(pointer) : pointer;
  const schema = valueAt(document.root, at);
  if (!isObject(schema)) return;
  const listed = items(schema.items);
  schema.items = listed.length === 0 ? {} : listed.length === 1 ? listed[0]! : { anyOf: listed };
  changes.did(
    pointer,
    listed.length === 0
      ? 'Nothing says what is in this array: any values are.'
      : 'Each item is one of these.',
  );
});

/** An entry of a mapping that leads to no schema is left out. */
export const discriminatorMapping: Repair = eachFinding(
  'discriminator-mapping',
  ({ pointer }, document, changes) => {
    const [key, owner] = keysOf(pointer).reverse();
    const mapping = valueAt(document.root, parentOf(pointer));
    if (owner !== 'mapping' || !isObject(mapping)) return;
    changes.did(pointer, `No schema is at ${shown(strings(mapping[key!])[0] ?? '')}: the entry is left out.`);
    delete mapping[key!];
    if (members(mapping).length === 0) changes.remove(parentOf(pointer));
  },
);
