import type { ApiSchema, Description } from './description.js';

/** A copy of a value with one thing wrong that types can tell: a member that is missing, or one of another kind. */
export interface Broken {
  readonly value: unknown;
  /** Where in the value, and what was done, in words. */
  readonly what: string;
}

/** One of each kind of JSON. */
const KINDS: readonly unknown[] = ['a text', 7, true, null, ['an entry'], { 'a member': 1 }];

/**
 * All copies of a value with one thing wrong. Many of them are valid nevertheless, say a text where the schema takes
 * text or number: who uses them asks a validator.
 */
export function brokenCopies(description: Description, schema: ApiSchema, value: unknown): Broken[] {
  const ofOtherKind = KINDS.filter((kind) => kindOf(kind) !== kindOf(value)).map((kind) => ({
    value: kind,
    what: `${kindOf(kind)} in the place of ${kindOf(value)}`,
  }));
  return [...ofOtherKind, ...inside(description, schema, value)];
}

function inside(description: Description, schema: ApiSchema, value: unknown): Broken[] {
  const { allOf, items, properties = {} } = description.resolve(schema);
  if (allOf !== undefined) return allOf.flatMap((part) => inside(description, part, value));
  if (Array.isArray(value)) {
    if (items === undefined || value.length === 0) return [];
    const { type, required = [] } = description.resolve(items);
    // Among objects that need no member, the compiler lets a text pass.
    const isWeak = type === 'object' && required.length === 0;
    const copies = (isWeak ? inside : brokenCopies)(description, items, value[0]);
    return copies.map((broken) => ({
      value: [broken.value, ...value.slice(1)],
      what: `0/${broken.what}`,
    }));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(properties).flatMap(([name, property]) => {
    if (!Object.hasOwn(value, name)) return [];
    const { [name]: member, ...others } = value as Record<string, unknown>;
    const inner = brokenCopies(description, property, member).map((broken) => ({
      value: { ...others, [name]: broken.value },
      what: `${name}/${broken.what}`,
    }));
    return [{ value: others, what: `without ${name}` }, ...inner];
  });
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'bigint' ? 'number' : typeof value;
}
