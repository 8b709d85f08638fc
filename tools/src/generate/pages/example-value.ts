import type { ApiModel } from '../model/model.js';
import { meaningOf } from '../openapi/declared.js';
import type { Schema } from '../openapi/document.js';
import { isObject } from '../openapi/json.js';
import { inventedNumber, inventedText } from './example-text.js';
import { keyword, type Shape, shapeOf } from './flat-schema.js';
import {
  asValue,
  deeper,
  file,
  isFile,
  isSpent,
  type Making,
  membersOf,
  textValue,
  type Value,
} from './value.js';

/* Longer than others, as what is given and what is made up complete each other. */

/** How many values an example may have. */
const mostValues = 400;
/** How many characters the texts of an example may have; then they are cut short. */
const mostCharacters = 20_000;

/** A value that the type of the schema takes: the given one as far as it fits, else one that is made up. */
export function valueFor(model: ApiModel, schema: Schema | undefined, given?: unknown): Value {
  const making: Making = { model, depth: 0, budget: { left: mostValues, characters: mostCharacters } };
  if (schema === undefined) return asValue(making, given) ?? new Map();
  return (given === undefined ? undefined : conform(making, schema, given)) ?? make(making, schema);
}

/** Of an object that requires nothing, this many members are shown. */
const shownOptional = 3;

/** A value for a schema without an example of its own: examples of its parts where there are, else made up. */
function make(making: Making, schema: Schema): Value {
  const shape = shapeOf(making.model.document, schema);
  if (isSpent(making)) return shape.types.has('array') ? [] : new Map();
  for (const part of wholes(shape, schema)) {
    const given = part.example ?? part.examples?.[0] ?? part.default;
    const fitted = given === undefined ? undefined : conform(making, schema, given);
    if (fitted !== undefined) return fitted;
  }
  const constant = keyword(shape, 'const') ?? keyword(shape, 'enum')?.find((value) => value !== null);
  if (constant !== undefined) return asValue(making, constant) ?? null;
  const [options] = shape.options;
  if (options !== undefined) return makeOption(making, shape, options);
  return makeKind(making, shape);
}

/** A value for a member, declared or not. */
function makeMember(making: Making, shape: Shape, name: string): Value {
  const schema = shape.properties.get(name)?.[0] ?? shape.others;
  return typeof schema === 'object' ? make(deeper(making), schema) : 'example';
}

function makeKind(making: Making, shape: Shape): Value {
  const { types, properties, nullable } = shape;
  if (types.has('object') || (types.size === 0 && properties.size > 0)) return makeMembers(making, shape);
  if (types.has('array')) return makeItems(making, shape);
  if (types.has('integer') || types.has('number')) return inventedNumber(shape);
  if (types.has('boolean')) return true;
  if (types.has('string') && isFile(making, shape)) return file;
  return types.size === 0 && nullable ? null : inventedText(shape);
}

function makeOption(making: Making, shape: Shape, options: readonly Schema[]): Value {
  const option = options.find(({ type }) => type !== 'null') ?? {};
  const made = make(deeper(making), option);
  if (!(made instanceof Map)) return made;
  const members = new Map<string, Value>([...makeMembers(making, shape), ...made]);
  const { discriminator } = shape;
  if (discriminator === undefined) return members;
  const values = meaningOf(making.model.document, discriminator, option);
  const isNamed = values.some((value) => value === members.get(discriminator.propertyName));
  if (values.length > 0 && !isNamed) members.set(discriminator.propertyName, values[0]!);
  return members;
}

function makeMembers(making: Making, shape: Shape): Map<string, Value> {
  const optional = making.depth < 2 ? [...shape.properties.keys()].slice(0, shownOptional) : [];
  const names = shape.required.size > 0 ? [...shape.required] : optional;
  return new Map(names.map((name) => [name, makeMember(making, shape, name)]));
}

function makeItems(making: Making, shape: Shape): Value {
  const first = keyword(shape, 'prefixItems');
  if (first !== undefined) return first.map((item) => make(deeper(making), item));
  const item = keyword(shape, 'items');
  return typeof item === 'object' ? [make(deeper(making), item)] : [];
}

/** The schemas whose examples are of the whole, and not of a part that others complete. */
function wholes({ parts }: Shape, schema: Schema): readonly Schema[] {
  const isComposed = parts.some(
    ({ allOf, properties }) => (allOf?.length ?? 0) > (properties === undefined ? 1 : 0),
  );
  return isComposed ? parts.slice(0, schema.$ref === undefined ? 1 : 2) : parts;
}

/**
 * A given example as a value of the schema's type. Members that the type does not have are left out (a request has
 * none that are read-only), and required ones that the example lacks are made up.
 *
 * @returns `undefined` where it is not of the type.
 */
function conform(making: Making, schema: Schema, given: unknown): Value | undefined {
  const shape = shapeOf(making.model.document, schema);
  if (given === null) return shape.nullable || shape.types.size === 0 ? null : undefined;
  if (isSpent(making) || !isAllowed(making, shape, given)) return undefined;
  const [options] = shape.options;
  if (options === undefined) return conformPlain(making, shape, given);
  const fitting = optionsFor(making, shape, options, given)
    .map((option) => conform(deeper(making), option, given))
    .filter((value) => value !== undefined);
  // The member that takes most of it.
  const best = fitting.sort((one, other) => sizeOf(other) - sizeOf(one))[0];
  if (best === undefined || shape.properties.size === 0) return best;
  const own = conformPlain(making, shape, given);
  return own instanceof Map && best instanceof Map ? new Map([...own, ...best]) : undefined;
}

function conformPlain(making: Making, shape: Shape, given: unknown): Value | undefined {
  const { types } = shape;
  if (types.size === 0) return asValue(making, given);
  if (typeof given === 'string') {
    if (!types.has('string')) return undefined;
    return isFile(making, shape) ? file : textValue(making, given);
  }
  if (typeof given === 'number') return types.has('number') || types.has('integer') ? given : undefined;
  if (typeof given === 'boolean') return types.has('boolean') ? given : undefined;
  if (Array.isArray(given)) return types.has('array') ? conformItems(making, shape, given) : undefined;
  return types.has('object') && isObject(given) ? conformMembers(making, shape, given) : undefined;
}

function conformItems(making: Making, shape: Shape, given: readonly unknown[]): Value | undefined {
  // Larger than what an example may hold: looked at no further.
  if (given.length > making.budget.left) return undefined;
  const first = keyword(shape, 'prefixItems') ?? [];
  const rest = keyword(shape, 'items') ?? true;
  const items = given.map((item, index) => conformOther(making, first[index] ?? rest, item));
  const isShort = items.length < (keyword(shape, 'minItems') ?? first.length);
  return isShort || items.includes(undefined) ? undefined : (items as Value[]);
}

function conformMembers(
  making: Making,
  shape: Shape,
  given: Readonly<Record<string, unknown>>,
): Value | undefined {
  if (membersOf(given).length > making.budget.left) return undefined;
  const members = new Map<string, Value>();
  for (const [name, value] of membersOf(given)) {
    const fitted = conformOther(making, shape.properties.get(name)?.[0] ?? shape.others, value);
    if (fitted !== undefined) members.set(name, fitted);
  }
  for (const name of shape.required) {
    if (!members.has(name)) members.set(name, makeMember(making, shape, name));
  }
  return members;
}

function conformOther(making: Making, schema: Schema | boolean, given: unknown): Value | undefined {
  if (typeof schema === 'object') return conform(deeper(making), schema, given);
  return schema ? asValue(making, given) : undefined;
}

/** The members of a union that a value can be: those its discriminator names, else all. */
function optionsFor(
  { model }: Making,
  { discriminator }: Shape,
  options: readonly Schema[],
  given: unknown,
): readonly Schema[] {
  if (discriminator === undefined || !isObject(given)) return options;
  const value = given[discriminator.propertyName];
  const named = options.filter((option) =>
    meaningOf(model.document, discriminator, option).some((one) => one === value),
  );
  return named.length > 0 ? named : options;
}

function isAllowed({ model }: Making, shape: Shape, given: unknown): boolean {
  const constant = keyword(shape, 'const');
  const values = constant === undefined ? keyword(shape, 'enum') : [constant];
  if (values === undefined) return true;
  const isOpen = shape.parts.some((part) => model.facts.openEnums.has(part));
  return (isOpen && isOfTypeOf(values, given)) || textsOf(values).has(JSON.stringify(given));
}

/** Whether an open enum takes it: any text beside texts, any number beside numbers. */
function isOfTypeOf(values: readonly unknown[], given: unknown): boolean {
  return ['string', 'number'].includes(typeof given) && values.some((value) => typeof value === typeof given);
}

const texts = new WeakMap<readonly unknown[], ReadonlySet<string | undefined>>();

/** The values of an enum as JSON; made once, as each example of the schema asks for them. */
function textsOf(values: readonly unknown[]): ReadonlySet<string | undefined> {
  const found = texts.get(values) ?? new Set(values.map((value) => JSON.stringify(value)));
  texts.set(values, found);
  return found;
}

function sizeOf(value: Value): number {
  const items = value instanceof Map ? [...value.values()] : Array.isArray(value) ? value : [];
  return items.reduce<number>((sum, item: Value) => sum + sizeOf(item), 1);
}
