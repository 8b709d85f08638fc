import { Oas3Types } from '@redocly/openapi-core/lib/types/oas3.js';
import { Oas3_1Types } from '@redocly/openapi-core/lib/types/oas3_1.js';
import { isObject, type JsonObject, type JsonValue, kindOf, shown } from './json.js';

export type Version = '3.0' | '3.1';

/** A kind of OpenAPI object, as Redocly's tables name them: `Schema`, `Parameter`, `Operation`, `Paths`, … */
export type Kind = string;

/** One entry of Redocly's tables: an object's shape, a scalar's, a name, or a function of the value. */
export type Entry =
  | string
  | ObjectShape
  | ScalarShape
  | ((value: unknown, key: string) => Entry)
  | null
  | undefined;
export interface ObjectShape {
  name?: string;
  properties: Record<string, Entry>;
  additionalProperties?: Entry;
  items?: Entry;
  required?: readonly string[] | ((value: unknown, key: string | undefined) => string[]);
  extensionsPrefix?: string;
}
export interface ScalarShape {
  type?: string;
  enum?: readonly string[];
  items?: ScalarShape;
  isExample?: boolean;
}

export const tables: Record<Version, Record<string, ObjectShape>> = {
  '3.0': adjusted(Oas3Types as never),
  '3.1': adjusted(Oas3_1Types as never),
};

/** Left to rules that say more: schema types, the keys of paths and responses, security scheme types. */
function adjusted(table: Record<string, ObjectShape>): Record<string, ObjectShape> {
  const { Root, Schema, SecurityScheme } = table;
  return {
    ...table,
    Root: { ...Root!, required: ['openapi', 'info'] },
    Schema: { ...Schema!, properties: { ...Schema!.properties, type: null } },
    SecurityScheme: {
      ...SecurityScheme!,
      properties: { ...SecurityScheme!.properties, type: { type: 'string' } },
    },
    // The table's own function takes for granted that each value is text.
    DiscriminatorMapping: { properties: {}, additionalProperties: { type: 'string' } },
    Paths: { properties: {}, additionalProperties: 'PathItem', extensionsPrefix: 'x-' },
    Callback: { properties: {}, additionalProperties: 'PathItem', extensionsPrefix: 'x-' },
    Responses: { properties: {}, additionalProperties: 'Response', extensionsPrefix: 'x-' },
  };
}

/** The fields an object must have. */
export function requiredBy(shape: ObjectShape, value: JsonObject, key: string): readonly string[] {
  return (typeof shape.required === 'function' ? shape.required(value, key) : shape.required) ?? [];
}

/** Examples, defaults and constants are data. */
export function mayBeNull(entry: Entry): boolean {
  return entry === null || (typeof entry === 'object' && 'isExample' in entry);
}

/** How a value that is no OpenAPI object fails its shape; or undefined. */
export function scalarProblem(value: JsonValue, shape: ScalarShape): string | undefined {
  if (shape.isExample === true) return undefined;
  if (shape.enum !== undefined && !shape.enum.includes(value as string)) {
    return `Write one of ${shape.enum.join(', ')}; this is ${shown(JSON.stringify(value))}.`;
  }
  if (shape.type === undefined) return undefined;
  if (shape.type === 'array') {
    if (!Array.isArray(value)) return expected('a list', value);
    return value.map((item) => scalarProblem(item, shape.items ?? {})).find((wrong) => wrong !== undefined);
  }
  if (shape.type === 'object') return isObject(value) ? undefined : expected('an object', value);
  if (shape.type === 'integer')
    return Number.isInteger(value) ? undefined : expected('a whole number', value);
  if (typeof value === shape.type) return undefined;
  if (shape.type !== 'string') return expected(`a ${shape.type}`, value);
  return `${expected('text', value)}${typeof value === 'number' ? ' Put it in quotes.' : ''}`;
}

export function expected(what: string, value: JsonValue): string {
  return `This must be ${what}; it is ${kindOf(value)}.`;
}
