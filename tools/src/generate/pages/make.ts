import type { Schema } from '../openapi/document.js';
import { conform } from './conform.js';
import { inventedNumber, inventedText } from './invented.js';
import { keyword, meaning, type Shape, shapeOf } from './shape.js';
import { asValue, deeper, file, isBinary, isSpent, type Making, type Value } from './value.js';

/** Of an object that requires nothing, this many members are shown. */
const shownOptional = 3;

/** A value for a schema without an example of its own: examples of its parts where there are, else made up. */
export function make(making: Making, schema: Schema): Value {
  const shape = shapeOf(making.model.document, schema);
  if (isSpent(making)) return shape.types.has('array') ? [] : new Map();
  for (const part of wholes(shape, schema)) {
    const given = part.example ?? part.examples?.[0] ?? part.default;
    const fitted = given === undefined ? undefined : conform(making, schema, given);
    if (fitted !== undefined) return fitted;
  }
  const constant = keyword(shape, 'const') ?? keyword(shape, 'enum')?.find((value) => value !== null);
  if (constant !== undefined) return asValue(constant) ?? null;
  const [options] = shape.options;
  if (options !== undefined) return makeOption(making, shape, options);
  return makeKind(making, shape);
}

/** A value for a member, declared or not. */
export function makeMember(making: Making, shape: Shape, name: string): Value {
  const schema = shape.properties.get(name)?.[0] ?? shape.others;
  return typeof schema === 'object' ? make(deeper(making), schema) : 'example';
}

function makeKind(making: Making, shape: Shape): Value {
  const { types, properties, nullable } = shape;
  if (types.has('object') || (types.size === 0 && properties.size > 0)) return makeMembers(making, shape);
  if (types.has('array')) return makeItems(making, shape);
  if (types.has('integer') || types.has('number')) return inventedNumber(shape);
  if (types.has('boolean')) return true;
  if (types.has('string') && isBinary(shape)) return file;
  return types.size === 0 && nullable ? null : inventedText(shape);
}

function makeOption(making: Making, shape: Shape, options: readonly Schema[]): Value {
  const option = options.find(({ type }) => type !== 'null') ?? {};
  const made = make(deeper(making), option);
  if (!(made instanceof Map)) return made;
  const members = new Map<string, Value>([...makeMembers(making, shape), ...made]);
  const { discriminator } = shape;
  if (discriminator === undefined) return members;
  const values = meaning(making.model.document, discriminator, option);
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
