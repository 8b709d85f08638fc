import path from 'node:path';
import { firstFree } from '../../print/free-names.js';
import { SpecError } from '../../shared/spec-error.js';
import type { Finding } from '../openapi/finding.js';
import {
  child,
  escapeKey,
  isObject,
  type JsonObject,
  type JsonValue,
  member,
  repeatedAtMost,
  valueAt,
} from '../openapi/json.js';
import type { Kind, Version } from '../openapi/object-types.js';
import { decoded, longestChain, sections } from '../openapi/references.js';
import { walk } from '../openapi/walk.js';
import type { SpecFolder } from './folder.js';
import { largestFile, type SourceFile } from './read-file.js';

/** Where a part of the bundled document was written. */
export interface Origin {
  /** Pointer in the bundled document. */
  pointer: string;
  source: SourceFile;
  /** Pointer in the source. */
  at: string;
}

/** A `$ref`, or an entry of a discriminator's mapping, that has to be written anew. */
interface Link {
  kind: Kind;
  holder: JsonObject;
  key: string;
  source: SourceFile;
  pointer: string;
  /** Targets of path items that were brought in on the way here. */
  way: readonly string[];
}

/**
 * Brings what references to other files name into the document: as components, path items in place.
 * The document is changed; without such references it stays as it is.
 */
export async function bundle(spec: SourceFile, version: Version, folder: SpecFolder): Promise<Bundled> {
  const bundler = new Bundler(spec, version, folder);
  await bundler.run();
  return bundler;
}

export interface Bundled {
  readonly problems: readonly Finding[];
  readonly origins: readonly Origin[];
}

class Bundler implements Bundled {
  readonly problems: Finding[] = [];
  readonly origins: Origin[] = [];
  readonly #root: JsonObject;
  readonly #spec: SourceFile;
  readonly #version: Version;
  readonly #folder: SpecFolder;
  readonly #placed = new Map<string, string>();
  readonly #numbers = new Map<string, number>();
  #copied = 0;

  constructor(spec: SourceFile, version: Version, folder: SpecFolder) {
    this.#spec = spec;
    this.#root = spec.value as JsonObject;
    this.#version = version;
    this.#folder = folder;
  }

  async run(): Promise<void> {
    const links = this.#links(this.#root, 'Root', '', this.#spec, []).filter(isExternal);
    // Grows while it is read: what is brought in may refer to more.
    for (const link of links) for (const found of await this.#follow(link)) links.push(found);
  }

  /** Rewrites one reference; returns those in what it brought in. */
  async #follow(link: Link): Promise<Link[]> {
    const ref = link.holder[link.key] as string;
    const [name = '', fragment = ''] = ref.split('#', 2);
    const file = name === '' ? link.source.file : await this.#folder.locate(link.source.file, ref);
    if (typeof file !== 'string') return this.#report(link, file.rule, file.message);
    if (path.normalize(file) === path.normalize(this.#spec.file)) {
      link.holder[link.key] = `#${fragment}`;
      return [];
    }
    const source = await this.#folder.read(file);
    const at = decoded(fragment);
    const value =
      at === undefined || (at !== '' && !at.startsWith('/')) ? undefined : valueAt(source.value, at);
    if (at === undefined || value === undefined) {
      return this.#report(link, 'ref-unresolved', 'The file has nothing at this pointer: correct the $ref.');
    }
    return link.kind === 'PathItem'
      ? this.#inline(link, source, at, value)
      : this.#place(link, source, at, value);
  }

  #place(link: Link, source: SourceFile, at: string, value: JsonValue): Link[] {
    const section = sections[link.kind];
    // Reported by the rule about references' kinds.
    if (section === undefined) return [];
    const key = `${section} ${source.file}#${at}`;
    const known = this.#placed.get(key);
    if (known !== undefined) {
      link.holder[link.key] = known;
      return [];
    }
    const target = ensure(ensure(this.#root, 'components'), section);
    const name = this.#freeName(section, target, at.split('/').at(-1) || path.parse(source.file).name);
    const pointer = child('/components', section, name);
    const local = `#/components/${section}/${escapeKey(name)}`;
    this.#placed.set(key, local);
    link.holder[link.key] = local;
    const copy = this.#copy(value);
    target[name] = copy;
    this.origins.push({ pointer, source, at });
    return this.#links(copy, link.kind, pointer, source, link.way);
  }

  #inline(link: Link, source: SourceFile, at: string, value: JsonValue): Link[] {
    const target = `${source.file}#${at}`;
    if (link.way.includes(target))
      return this.#report(link, 'ref-cycle', 'This $ref leads to itself: remove it.');
    if (link.way.length >= longestChain) {
      const message = `This $ref leads over more than ${longestChain} others: refer to what is meant.`;
      return this.#report(link, 'ref-cycle', message);
    }
    const copy = this.#copy(value);
    if (!isObject(copy)) return this.#report(link, 'wrong-type', 'This $ref does not lead to a path item.');
    const pointer = link.pointer.slice(0, -'/$ref'.length);
    const links = this.#links(copy, 'PathItem', pointer, source, [...link.way, target]);
    const { [link.key]: _, ...own } = link.holder;
    delete link.holder[link.key];
    Object.assign(link.holder, copy, own);
    this.origins.push({ pointer, source, at });
    return links.map((found) => (found.holder === copy ? { ...found, holder: link.holder } : found));
  }

  /** All references below a value, which came from `source` and stands at `pointer`. */
  #links(value: JsonValue, kind: Kind, pointer: string, source: SourceFile, way: readonly string[]): Link[] {
    const links: Link[] = [];
    walk(value, kind, pointer, this.#version, {
      object: (kind, holder, pointer) => {
        if (kind !== 'DiscriminatorMapping') return;
        for (const key of Object.keys(holder)) {
          if (!isFile(holder[key])) continue;
          links.push({ kind: 'Schema', holder, key, source, pointer: child(pointer, key), way });
        }
      },
      reference: (kind, holder, at) =>
        links.push({ kind, holder, key: '$ref', source, pointer: child(at, '$ref'), way }),
      problem: () => undefined,
    });
    return links;
  }

  #freeName(section: string, taken: JsonObject, wanted: string): string {
    const name = wanted.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^(__proto__)?$/, 'component');
    return firstFree(name, (one) => Object.hasOwn(taken, one), this.#numbers, `${section} ${name}`);
  }

  #copy(value: JsonValue): JsonValue {
    const text = JSON.stringify(value);
    this.#copied += text.length;
    const most = repeatedAtMost(this.#folder.characters);
    if (this.#copied > Math.min(most, 2 * largestFile)) {
      throw new SpecError('spec_refused', 'The referenced files overlap too much: refer to smaller parts.');
    }
    return JSON.parse(text) as JsonValue;
  }

  #report(link: Link, rule: string, message: string): Link[] {
    this.problems.push({ rule, pointer: link.pointer, message });
    return [];
  }
}

function isExternal(link: Link): boolean {
  return !(link.holder[link.key] as string).startsWith('#');
}

/** A mapping's value is a schema's name or a reference; one to a file has a slash, a fragment or an extension. */
function isFile(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && /[/#]|\.(ya?ml|json)$/i.test(value);
}

function ensure(owner: JsonObject, key: string): JsonObject {
  const known = member(owner, key);
  if (isObject(known)) return known;
  const made: JsonObject = {};
  owner[key] = made;
  return made;
}
