import { isObject, type JsonObject, type JsonValue, kindOf, shown, strings } from '../openapi/json.js';
import type { Patterns } from './pattern.js';

/** How a value itself, without what is in it, fails the type, enum and limits of a schema; or undefined. */
export function valueProblem(value: JsonValue, schema: JsonObject, patterns: Patterns): string | undefined {
  return typeProblem(value, schema) ?? enumProblem(value, schema) ?? boundsProblem(value, schema, patterns);
}

function typeProblem(value: JsonValue, { type }: JsonObject): string | undefined {
  if (type === undefined) return undefined;
  const types = Array.isArray(type) ? type : [type];
  const fits = types.some((name) => {
    if (name === 'integer') return Number.isInteger(value);
    if (name === 'array') return Array.isArray(value);
    if (name === 'object') return isObject(value);
    if (name === 'null') return value === null;
    return typeof value === name;
  });
  return fits ? undefined : `it must be of type ${strings(type).join(' or ')}, and is ${kindOf(value)}.`;
}

function enumProblem(value: JsonValue, schema: JsonObject): string | undefined {
  if (schema.const === undefined && schema.enum === undefined) return undefined;
  const text = JSON.stringify(value);
  const isAllowed =
    schema.const === undefined
      ? !Array.isArray(schema.enum) || textsOf(schema.enum).has(text)
      : JSON.stringify(schema.const) === text;
  return isAllowed ? undefined : `${shown(text)} is not in the enum.`;
}

const texts = new WeakMap<JsonValue[], ReadonlySet<string>>();

/** The values of an enum as JSON; made once, as a long one may be asked about many examples. */
function textsOf(values: JsonValue[]): ReadonlySet<string> {
  const found = texts.get(values) ?? new Set(values.map((value) => JSON.stringify(value)));
  texts.set(values, found);
  return found;
}

function boundsProblem(value: JsonValue, schema: JsonObject, patterns: Patterns): string | undefined {
  if (typeof value === 'number') return numberProblem(value, schema);
  if (typeof value === 'string') {
    const { pattern } = schema;
    if (typeof pattern === 'string' && patterns.matches(value, pattern) === false)
      return `it does not match ${shown(pattern)}.`;
    return sizeProblem([...value].length, schema.minLength, schema.maxLength, 'characters');
  }
  if (Array.isArray(value)) return sizeProblem(value.length, schema.minItems, schema.maxItems, 'items');
  if (!isObject(value)) return undefined;
  return sizeProblem(Object.keys(value).length, schema.minProperties, schema.maxProperties, 'properties');
}

function numberProblem(value: number, schema: JsonObject): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (typeof minimum === 'number' && (value < minimum || (exclusiveMinimum === true && value === minimum))) {
    return `it is less than the minimum ${minimum}.`;
  }
  if (typeof maximum === 'number' && (value > maximum || (exclusiveMaximum === true && value === maximum))) {
    return `it is more than the maximum ${maximum}.`;
  }
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
    return `it is not over ${exclusiveMinimum}.`;
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)
    return `it is not under ${exclusiveMaximum}.`;
  return undefined;
}

function sizeProblem(
  size: number,
  least: JsonValue | undefined,
  most: JsonValue | undefined,
  unit: string,
): string | undefined {
  if (typeof least === 'number' && size < least) return `it has ${size} ${unit}, and needs ${least}.`;
  if (typeof most === 'number' && size > most) return `it has ${size} ${unit}, and may have ${most}.`;
  return undefined;
}
