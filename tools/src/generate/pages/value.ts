import type { ApiModel } from '../model/model.js';
import { isObject } from '../openapi/json.js';
import { isBytes } from '../openapi/media-type.js';
import { keyword, type Shape } from './flat-schema.js';

/** A value of an example. Objects are maps, as a member may have any name; `{ source }` is TypeScript as it stands. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | { readonly source: string };

/** How much of an example may still be made: a description can refer to itself, or double at every level. */
export interface Making {
  readonly model: ApiModel;
  readonly depth: number;
  readonly budget: { left: number };
}

const deepest = 30;

/** One level further in. */
export function deeper(making: Making): Making {
  return { ...making, depth: making.depth + 1 };
}

/** Whether there is an end to be made of it; counts a value. */
export function isSpent({ depth, budget }: Making): boolean {
  return budget.left-- <= 0 || depth > deepest;
}

/** JSON as it is. */
export function asValue(given: unknown): Value | undefined {
  if (Array.isArray(given)) return given.map((item) => asValue(item) ?? null);
  if (isObject(given))
    return new Map(Object.entries(given).map(([name, value]) => [name, asValue(value) ?? null]));
  return given as string | number | boolean | null | undefined;
}

/** What stands for the content of a file. */
export const file: Value = { source: "new Blob(['…'])" };

/** As the types have it. */
export function isBinary(shape: Shape): boolean {
  const [format, contentMediaType, contentEncoding] = [
    keyword(shape, 'format'),
    keyword(shape, 'contentMediaType'),
    keyword(shape, 'contentEncoding'),
  ];
  return isBytes({ format, contentMediaType, contentEncoding });
}
