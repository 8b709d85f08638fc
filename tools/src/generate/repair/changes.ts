import { firstFree } from '../../print/free-names.js';
import {
  child,
  define,
  isObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  member,
  parentOf,
  valueAt,
} from '../openapi/json.js';
import type { Origins, Written } from '../read/origins.js';
import type { SourceFile } from '../read/read-file.js';
import { parseTexts } from '../read/yaml.js';

/** What was done, and where the document had it. */
export interface Done extends Written {
  readonly rule: string;
  readonly message: string;
}

/**
 * Changes of a document by the repairs of one round. Pointers stay as they are for the whole round: elements of lists
 * are removed, and members renamed, at its end.
 */
export class Changes {
  readonly done: Done[] = [];
  readonly #root: JsonObject;
  readonly #origins: Origins;
  readonly #texts: Map<SourceFile, JsonValue>;
  readonly #removed = new Map<JsonValue[], { readonly pointer: string; readonly indices: Set<number> }>();
  readonly #renamed = new Map<
    JsonObject,
    { readonly pointer: string; readonly names: Map<string, string> }
  >();
  readonly #moves: [from: string, to: string][] = [];
  #rule = '';

  /** @param texts the sources whose scalars were asked for, kept from round to round. */
  constructor(root: JsonObject, origins: Origins, texts: Map<SourceFile, JsonValue>) {
    this.#root = root;
    this.#origins = origins;
    this.#texts = texts;
  }

  /** All that follows is done for this rule. */
  for(rule: string): this {
    this.#rule = rule;
    return this;
  }

  /** Says what was done, and why it could be. */
  did(pointer: string, message: string): void {
    this.done.push({ rule: this.#rule, message, ...this.#origins.of(pointer) });
  }

  /** Removes a member, or at the end of the round an element of a list. */
  remove(pointer: string): void {
    const [owner, key] = this.#place(pointer);
    if (isObject(owner)) delete owner[key];
    else if (Array.isArray(owner)) {
      const removed = this.#removed.get(owner) ?? { pointer: parentOf(pointer), indices: new Set<number>() };
      this.#removed.set(owner, removed);
      removed.indices.add(Number(key));
    }
  }

  /** Sets a member or an element. */
  set(pointer: string, value: JsonValue): void {
    const [owner, key] = this.#place(pointer);
    if (Array.isArray(owner)) owner[Number(key)] = value;
    else if (isObject(owner)) define(owner, key, value);
  }

  /** Renames a member at the end of the round; where the name is taken by then, it gets a fragment. */
  rename(pointer: string, name: string): void {
    const [owner, key] = this.#place(pointer);
    if (!isObject(owner)) return;
    const renamed = this.#renamed.get(owner) ?? {
      pointer: parentOf(pointer),
      names: new Map<string, string>(),
    };
    this.#renamed.set(owner, renamed);
    renamed.names.set(key, name);
  }

  /** Notes that what stood at one place now stands at another one. */
  moved(from: string, to: string): void {
    this.#moves.push([from, to]);
  }

  /** How a scalar was written: `1.0`, not 1. Undefined where there is none. */
  written(pointer: string): string | undefined {
    const { source, at } = this.#origins.of(pointer);
    const known = this.#texts.get(source);
    const texts = known ?? (parseTexts(source.text) as JsonValue);
    this.#texts.set(source, texts);
    const text = valueAt(texts, at);
    return typeof text === 'string' ? text : undefined;
  }

  /** Does what waited for the end of the round. */
  finish(): void {
    for (const [list, { pointer, indices }] of this.#removed) {
      const kept = list.map((value, index) => ({ value, index })).filter(({ index }) => !indices.has(index));
      kept.forEach(({ index }, position) => {
        if (index !== position) this.moved(child(pointer, index), child(pointer, position));
      });
      list.splice(0, list.length, ...kept.map(({ value }) => value));
    }
    for (const [owner, { pointer, names }] of this.#renamed) this.#renameIn(owner, pointer, names);
    this.#origins.move(this.#moves);
  }

  #renameIn(owner: JsonObject, pointer: string, names: ReadonlyMap<string, string>): void {
    const taken = new Set(Object.keys(owner).filter((key) => !names.has(key)));
    const numbers = new Map<string, number>();
    const entries = Object.entries(owner).map(([key, value]): [string, JsonValue] => {
      const wanted = names.get(key);
      if (wanted === undefined) return [key, value];
      // Of two paths that are one, a fragment tells the second from the first.
      const marked = wanted.includes('#') ? wanted : `${wanted}#2`;
      const name = taken.has(wanted) ? firstFree(marked, (one) => taken.has(one), numbers) : wanted;
      taken.add(name);
      this.moved(child(pointer, key), child(pointer, name));
      return [name, value];
    });
    for (const key of Object.keys(owner)) delete owner[key];
    for (const [key, value] of entries) define(owner, key, value);
  }

  #place(pointer: string): [owner: JsonValue | undefined, key: string] {
    return [valueAt(this.#root, parentOf(pointer)), keysOf(pointer).at(-1) ?? ''];
  }
}

/** The text of a member of what a pointer names. */
export function textAt(value: JsonValue | undefined, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === 'string' ? found : undefined;
}
