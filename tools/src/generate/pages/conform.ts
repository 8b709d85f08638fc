import type { Schema } from '../openapi/document.js';
import { isObject } from '../openapi/json.js';
import { makeMember } from './make.js';
import { keyword, meaning, type Shape, shapeOf } from './shape.js';
import { asValue, deeper, file, isBinary, isSpent, type Making, type Value } from './value.js';

/**
 * A given example as a value of the schema's type. Members that the type does not have are left out (a request has
 * none that are read-only), and required ones that the example lacks are made up.
 *
 * @returns `undefined` where it is not of the type.
 */
export function conform(making: Making, schema: Schema, given: unknown): Value | undefined {
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
  if (types.size === 0) return asValue(given);
  if (typeof given === 'string') {
    if (!types.has('string')) return undefined;
    return isBinary(shape) ? file : given;
  }
  if (typeof given === 'number') return types.has('number') || types.has('integer') ? given : undefined;
  if (typeof given === 'boolean') return types.has('boolean') ? given : undefined;
  if (Array.isArray(given)) return types.has('array') ? conformItems(making, shape, given) : undefined;
  return types.has('object') && isObject(given) ? conformMembers(making, shape, given) : undefined;
}

function conformItems(making: Making, shape: Shape, given: readonly unknown[]): Value | undefined {
  const first = keyword(shape, 'prefixItems') ?? [];
  const rest = keyword(shape, 'items') ?? true;
  const items = given.map((item, index) => conformOther(making, first[index] ?? rest, item));
  const isShort = items.length < (keyword(shape, 'minItems') ?? first.length);
  return isShort || items.includes(undefined) ? undefined : (items as Value[]);
}

function conformMembers(making: Making, shape: Shape, given: Readonly<Record<string, unknown>>): Value {
  const members = new Map<string, Value>();
  for (const [name, value] of Object.entries(given)) {
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
  return schema ? asValue(given) : undefined;
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
    meaning(model.document, discriminator, option).some((one) => one === value),
  );
  return named.length > 0 ? named : options;
}

function isAllowed({ model }: Making, shape: Shape, given: unknown): boolean {
  const constant = keyword(shape, 'const');
  const values = constant === undefined ? keyword(shape, 'enum') : [constant];
  if (values === undefined) return true;
  const isOpen = shape.parts.some((part) => model.facts.openEnums.has(part));
  return (isOpen && typeof given === 'string') || textsOf(values).has(JSON.stringify(given));
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
