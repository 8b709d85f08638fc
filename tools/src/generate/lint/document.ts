import { httpMethods } from '../openapi/document.js';
import type { Finding, Lack } from '../openapi/finding.js';
import { child, isObject, items, type JsonObject, type JsonValue, member, members } from '../openapi/json.js';
import type { Kind, Version } from '../openapi/object-types.js';
import { follow, type Reference, type Resolved } from '../openapi/references.js';
import { walk } from '../openapi/walk.js';
import { Patterns } from './pattern.js';

export interface Found {
  value: JsonObject;
  pointer: string;
}

export interface FoundParameter extends Found {
  /** The Parameter Object itself, through its reference; undefined when that leads nowhere. */
  resolved: JsonObject | undefined;
}

export interface FoundOperation extends Found {
  path: string;
  method: string;
  /** Of the path item, then of the operation. */
  parameters: readonly FoundParameter[];
}

/** Reports a problem at a JSON Pointer; the message is a sentence that says what to do. */
export type Report = (pointer: string, message: string) => void;

/** An OpenAPI document as the rules see it: walked once, with all its objects by kind. */
export class LintDocument {
  readonly root: JsonObject;
  readonly version: Version;
  readonly references: Reference[] = [];
  readonly structure: Finding[] = [];
  /** Those of its schemas, which are evaluated under a bound. */
  readonly patterns: Patterns = new Patterns();
  #operations: FoundOperation[] | undefined;
  readonly #objects = new Map<Kind, Found[]>();
  readonly #resolved = new Map<string, Resolved>();
  readonly #sizes = new WeakMap<JsonObject, number>();

  constructor(root: JsonObject, version: Version) {
    this.root = root;
    this.version = version;
    this.#walk();
  }

  /** Of all paths. Found when first asked for, as references to one path item may stand for a lot. */
  get operations(): readonly FoundOperation[] {
    this.#operations ??= this.#findOperations();
    return this.#operations;
  }

  /** All objects of a kind, wherever they stand, in the document's order. References to one are not among them. */
  all(kind: Kind): readonly Found[] {
    return this.#objects.get(kind) ?? [];
  }

  /** The object meant by a value that may be a Reference Object; undefined when there is none. */
  resolve(value: JsonValue | undefined): JsonObject | undefined {
    const ref = member(value, '$ref');
    if (typeof ref !== 'string') return isObject(value) ? value : undefined;
    const resolved = this.follow(ref);
    return resolved.found && isObject(resolved.value) ? resolved.value : undefined;
  }

  /** What a reference leads to, remembered. */
  follow(ref: string): Resolved {
    const known = this.#resolved.get(ref);
    if (known !== undefined) return known;
    const resolved = follow(this.root, ref);
    this.#resolved.set(ref, resolved);
    return resolved;
  }

  /** How many members an object has, counted once. */
  sizeOf(value: JsonObject): number {
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    const size = Object.keys(value).length;
    this.#sizes.set(value, size);
    return size;
  }

  /** Components of one section, by name. */
  components(section: string): [string, JsonValue][] {
    return members(member(member(this.root, 'components'), section));
  }

  #walk(): void {
    // By kind: a reference may take the root of the document for a header.
    const seen = new Map<Kind, Set<JsonValue>>();
    const isSeen = (kind: Kind, value: JsonValue): boolean => seen.get(kind)?.has(value) === true;
    const see = (kind: Kind, value: JsonValue): void => {
      const values = seen.get(kind);
      if (values === undefined) seen.set(kind, new Set([value]));
      else values.add(value);
    };
    const visitor = {
      object: (kind: Kind, value: JsonObject, pointer: string): void => {
        see(kind, value);
        const found = this.#objects.get(kind);
        if (found === undefined) this.#objects.set(kind, [{ value, pointer }]);
        else found.push({ value, pointer });
      },
      reference: (kind: Kind, holder: JsonObject, pointer: string): void => {
        this.references.push({ kind, holder, pointer });
      },
      problem: (rule: string, pointer: string, message: string, lack?: Lack): void => {
        this.structure.push({ rule, pointer, message, ...lack });
      },
    };
    walk(this.root, 'Root', '', this.version, visitor);
    // A reference may lead to a place the tables do not know, such as an extension: that part counts as well.
    for (const { kind, holder } of this.references) {
      const resolved = this.follow(holder.$ref as string);
      if (!resolved.found || isSeen(kind, resolved.value)) continue;
      see(kind, resolved.value);
      walk(resolved.value, kind, resolved.pointer, this.version, visitor);
    }
  }

  #findOperations(): FoundOperation[] {
    const operations: FoundOperation[] = [];
    for (const [path, written] of members(this.root.paths)) {
      if (path.startsWith('x-')) continue;
      const ref = member(written, '$ref');
      const target = typeof ref === 'string' ? this.follow(ref) : undefined;
      const item = this.resolve(written);
      if (item === undefined) continue;
      const at = target?.found === true ? target.pointer : child('/paths', path);
      const shared = this.#parameters(item, at);
      for (const method of httpMethods) {
        const value = member(item, method);
        const pointer = child(at, method);
        if (!isObject(value)) continue;
        operations.push({
          path,
          method,
          value,
          pointer,
          parameters: [...shared, ...this.#parameters(value, pointer)],
        });
      }
    }
    return operations;
  }

  #parameters(owner: JsonObject, pointer: string): FoundParameter[] {
    return items(member(owner, 'parameters'))
      .map((value, index) => ({ value, pointer: child(pointer, 'parameters', index) }))
      .filter((found): found is Found => isObject(found.value))
      .map((found) => ({ ...found, resolved: this.resolve(found.value) }));
  }
}
