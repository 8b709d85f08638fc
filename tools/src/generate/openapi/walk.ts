import type { Lack } from './finding.js';
import { child, isObject, type JsonObject, type JsonValue, member, shown } from './json.js';
import {
  type Entry,
  expected,
  type Kind,
  mayBeNull,
  type ObjectShape,
  requiredBy,
  scalarProblem,
  tables,
  type Version,
} from './object-types.js';

/** Called for each object of the document, parents first. Examples, defaults and extensions are not entered. */
export interface Visitor {
  object(kind: Kind, value: JsonObject, pointer: string): void;
  /** A Reference Object (`holder.$ref` is text) where a `kind` is expected. */
  reference(kind: Kind, holder: JsonObject, pointer: string): void;
  problem(rule: StructureRule, pointer: string, message: string, lack?: Lack): void;
}

export type StructureRule = 'wrong-type' | 'empty-value' | 'missing-field' | 'unexpected-field';

/** Walks the object at `pointer`, which is of `kind`, and all below it; follows no reference. */
export function walk(
  value: JsonValue,
  kind: Kind,
  pointer: string,
  version: Version,
  visitor: Visitor,
): void {
  new Walk(version, visitor).enter(value, kind, '', pointer);
}

class Walk {
  readonly #version: Version;
  readonly #table: Readonly<Record<Kind, ObjectShape>>;
  readonly #visitor: Visitor;

  constructor(version: Version, visitor: Visitor) {
    this.#version = version;
    this.#table = tables[version];
    this.#visitor = visitor;
  }

  enter(value: JsonValue, entry: Entry, key: string, pointer: string): void {
    if (typeof entry === 'function') {
      this.enter(value, entry(value), key, pointer);
    } else if (typeof entry === 'string') {
      this.#enterShape(value, entry, this.#table[entry]!, pointer);
    } else if (entry === undefined && key === '$ref') {
      if (typeof value !== 'string') this.#visitor.problem('wrong-type', pointer, expected('text', value));
    } else if (entry === undefined) {
      const message = `OpenAPI ${this.#version} has no ${shown(key)} here: remove it.`;
      this.#visitor.problem('unexpected-field', pointer, message);
    } else if (entry !== null && 'listOf' in entry) {
      this.#enterList(value, entry.listOf, pointer);
    } else if (entry !== null) {
      const wrong = scalarProblem(value, entry);
      if (wrong !== undefined) this.#visitor.problem('wrong-type', pointer, wrong, { wanted: entry });
    }
  }

  #enterShape(value: JsonValue, kind: Kind, shape: ObjectShape, pointer: string): void {
    // `true` and `false` are schemas of 3.1.
    if (typeof value === 'boolean' && kind === 'Schema' && this.#version === '3.1') return;
    if (!isObject(value)) {
      this.#visitor.problem('wrong-type', pointer, expected('an object', value), { wanted: kind });
    } else if (typeof member(value, '$ref') !== 'string') {
      for (const field of requiredBy(kind, shape, value)) {
        if (member(value, field) == null)
          this.#visitor.problem('missing-field', pointer, `Add ${shown(field)}.`, { kind, field });
      }
      this.#enterObject(value, kind, shape, pointer);
    } else {
      this.#visitor.reference(kind, value, pointer);
      // Elsewhere, what stands beside a `$ref` is ignored (OpenAPI 3.0.3 and 3.1.0, Reference Object).
      const counts = (kind === 'Schema' && this.#version === '3.1') || kind === 'PathItem';
      if (counts) this.#enterObject(value, kind, shape, pointer);
    }
  }

  #enterList(value: JsonValue, kind: Kind, pointer: string): void {
    if (!Array.isArray(value)) {
      this.#visitor.problem('wrong-type', pointer, expected('a list', value), { wanted: { listOf: kind } });
      return;
    }
    for (const [index, item] of value.entries()) this.enter(item, kind, String(index), child(pointer, index));
  }

  #enterObject(value: JsonObject, kind: Kind, shape: ObjectShape, pointer: string): void {
    this.#visitor.object(kind, value, pointer);
    for (const [field, item] of Object.entries(value)) {
      if (shape.mayBeExtended && field.startsWith('x-')) continue;
      const at = child(pointer, field);
      const known = Object.hasOwn(shape.properties, field);
      const entry = known ? shape.properties[field] : shape.additionalProperties;
      if (known && item === null && !mayBeNull(entry)) {
        this.#visitor.problem('empty-value', at, 'This is empty: give it a value or delete the line.');
      } else {
        this.enter(item, entry, field, at);
      }
    }
  }
}
