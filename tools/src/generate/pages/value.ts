import { beginningOf } from '../../shared/text.js';
import type { ApiModel } from '../model/model.js';
import { isBytes } from '../openapi/media-type.js';
import type { Shape } from './flat-schema.js';

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
  readonly budget: { left: number; characters: number };
}

const deepest = 30;

/** Characters of one text of an example, and of one where the example has used up what it may have. */
const longestText = 1000;
const longestLeft = 20;

/** One level further in. */
export function deeper(making: Making): Making {
  return { ...making, depth: making.depth + 1 };
}

/** Whether there is an end to be made of it; counts a value. */
export function isSpent({ depth, budget }: Making): boolean {
  return budget.left-- <= 0 || depth > deepest;
}

/** JSON as it is, as far as the example has room for it. */
export function asValue(making: Making, given: unknown): Value | undefined {
  if (typeof given === 'string') return textValue(making, given);
  if (typeof given !== 'object' || given === null) return given as number | boolean | null | undefined;
  const members = membersOf(given).slice(0, Math.max(making.budget.left, 0));
  const values = members.map(([name, value]): [string, Value] => {
    making.budget.left--;
    return [name, asValue(making, value) ?? null];
  });
  return Array.isArray(given) ? values.map(([, value]) => value) : new Map(values);
}

/** A text of an example; of a long one the beginning, as each operation may show the same. */
export function textValue({ budget }: Making, text: string): string {
  const shown = beginningOf(text, budget.characters > 0 ? longestText : longestLeft);
  budget.characters -= shown.length;
  return shown;
}

const members = new WeakMap<object, readonly [string, unknown][]>();

/** The members or items of a given value; found once, as many examples may be made of it. */
export function membersOf(given: object): readonly [string, unknown][] {
  const found = members.get(given) ?? Object.entries(given);
  members.set(given, found);
  return found;
}

/** What stands for the content of a file. */
export const file: Value = { source: "new Blob(['…'])" };

/** As the types have it. */
export function isFile({ model }: Making, { parts }: Shape): boolean {
  const { files, texts } = model.facts.binaryForms;
  return parts.some((part) => isBytes(part) && (files.has(part) || !texts.has(part)));
}
