import { isObject, type JsonObject, type JsonValue, kindOf, shown } from './json.js';
import { lines } from './tables.js';

export type Version = '3.0' | '3.1';

/** A kind of OpenAPI object, as the tables name them: `Schema`, `Parameter`, `Operation`, `Paths`, … */
export type Kind = string;

/** What may stand in a field: an object of a kind, a list of such, a scalar; or it depends on the value. */
export type Entry =
  | Kind
  | { readonly listOf: Kind }
  | ScalarShape
  | ((value: JsonValue) => Entry)
  | null
  | undefined;

export interface ObjectShape {
  readonly properties: Readonly<Record<string, Entry>>;
  /** What stands in fields that people name. */
  readonly additionalProperties?: Entry;
  readonly required: readonly string[];
  readonly mayBeExtended: boolean;
}

export interface ScalarShape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: ScalarShape;
  /** Data of the author's: anything, and null as well. */
  readonly isExample?: boolean;
}

const scalars: Readonly<Record<string, Entry>> = {
  any: null,
  data: { isExample: true },
  text: { type: 'string' },
  texts: { type: 'array', items: { type: 'string' } },
  list: { type: 'array' },
  'Schema|list': (value) => (Array.isArray(value) ? { listOf: 'Schema' } : 'Schema'),
  'Schema|boolean': (value) => (typeof value === 'boolean' ? { type: 'boolean' } : 'Schema'),
};

export const tables: Readonly<Record<Version, Readonly<Record<Kind, ObjectShape>>>> = {
  '3.0': parsed(lines['3.0']),
  '3.1': parsed(lines['3.1']),
};

function parsed(text: string): Record<Kind, ObjectShape> {
  const rows = text.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    rows.map((line): [Kind, ObjectShape] => {
      const [kind = '', ...fields] = line.split(' ');
      const named = /^\{(.+)\}$/.exec(fields[0] ?? '')?.[1];
      if (named !== undefined) {
        const additionalProperties = entryOf(named);
        return [
          kind,
          { properties: {}, additionalProperties, required: [], mayBeExtended: fields[1] === 'x-' },
        ];
      }
      const parts = fields.map((field) => field.replace('!', '').split(':', 2) as [string, string?]);
      const properties = Object.fromEntries(parts.map(([name, type = 'text']) => [name, entryOf(type)]));
      const required = fields.filter((field) => field.endsWith('!')).map((field) => field.split(/[:!]/)[0]!);
      return [kind, { properties, required, mayBeExtended: true }];
    }),
  );
}

function entryOf(type: string): Entry {
  if (Object.hasOwn(scalars, type)) return scalars[type];
  if (type.startsWith('[')) return { listOf: type.slice(1, -1) };
  if (type.includes('|')) return { enum: type.split('|') };
  return /^[A-Z]/.test(type) ? type : { type };
}

/** The fields that a security scheme must have, by its type. */
const requiredOfSchemes: Readonly<Record<string, readonly string[]>> = {
  apiKey: ['type', 'name', 'in'],
  http: ['type', 'scheme'],
  oauth2: ['type', 'flows'],
  openIdConnect: ['type', 'openIdConnectUrl'],
};

/** The fields an object must have. */
export function requiredBy(kind: Kind, shape: ObjectShape, value: JsonObject): readonly string[] {
  if (kind !== 'SecurityScheme' || typeof value.type !== 'string') return shape.required;
  return Object.hasOwn(requiredOfSchemes, value.type) ? requiredOfSchemes[value.type]! : shape.required;
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
