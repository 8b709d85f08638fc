/**
 * A JSON Schema of fixtures of the type `T`. It has each member of the type and no other, so a type and its schema
 * cannot drift apart.
 */
export type FixtureSchema<T> = T extends string
  ? TextSchema
  : T extends number
    ? NumberSchema
    : T extends boolean
      ? { readonly type: 'boolean' }
      : T extends readonly (infer Item)[]
        ? { readonly type: 'array'; readonly maxItems: number; readonly items: FixtureSchema<Item> }
        : ObjectSchema<T>;

interface TextSchema {
  readonly type: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: 'date' | 'email' | 'uri';
  readonly enum?: readonly string[];
}

interface NumberSchema {
  readonly type: 'number' | 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
}

interface ObjectSchema<T> {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly RequiredNames<T>[];
  readonly properties: { readonly [Name in keyof T]-?: FixtureSchema<NonNullable<T[Name]>> };
}

type RequiredNames<T> = { [Name in keyof T]-?: undefined extends T[Name] ? never : Name }[keyof T];

/** A text that is there: not empty, and not longer than anybody needs. */
export const text = { type: 'string', minLength: 1, maxLength: 500 } as const;

/** How many items each list of fixtures may have. */
export const itemsAtMost = 10_000;
