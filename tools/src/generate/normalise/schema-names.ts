import { firstFree, pascalCase } from '../../print/words.js';

/** Longer names, of places far within others, are cut: otherwise each of many neighbours would repeat a long one. */
const longestName = 200;

/** The name of a schema by where it stands in its parent. Titles do not count: they change. */
export function childName(parent: string, keyword: string, key: string): string {
  return wholeName(parent, keyword, key).slice(0, longestName);
}

function wholeName(parent: string, keyword: string, key: string): string {
  switch (keyword) {
    case 'properties':
      return parent + (pascalCase(key) || 'Property');
    case '$defs':
      return parent + (pascalCase(key) || 'Definition');
    case 'items':
      return `${parent}Item`;
    case 'prefixItems':
      return `${parent}Item${Number(key) + 1}`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'patternProperties':
      return `${parent}Value`;
    case 'oneOf':
    case 'anyOf':
      return `${parent}Option${Number(key) + 1}`;
    default:
      return parent;
  }
}

/** Names in use; two names that differ only in case count as the same one. */
export class NameSet {
  readonly #folded = new Set<string>();
  readonly #numbers = new Map<string, number>();

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name);
  }

  has(name: string): boolean {
    return this.#folded.has(name.toLowerCase());
  }

  add(name: string): void {
    this.#folded.add(name.toLowerCase());
  }

  /** Takes the name, or the name with the first free number from 2 on. */
  take(name: string): string {
    const free = firstFree(name, (candidate) => this.has(candidate), this.#numbers, name.toLowerCase());
    this.add(free);
    return free;
  }
}
