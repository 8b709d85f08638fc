import { append } from '../../shared/append.js';
import type { FoundOperation, FoundParameter } from '../lint/document.js';
import { namesIn } from '../lint/rules/paths.js';
import { child, type JsonObject, shown } from '../openapi/json.js';
import type { Changes } from './changes.js';
import type { Repair } from './repair.js';

/**
 * Each placeholder of a path is a required parameter. One that is declared under another spelling is that one; one that
 * is not declared is a text; a declared one that the path lacks is left out.
 */
export const pathParameters: Repair = {
  rule: 'path-parameters',
  apply(document, _findings, changes) {
    const settled = new Settled(changes);
    for (const operation of document.operations) {
      if (operation.parameters.every(({ resolved }) => resolved !== undefined)) settled.settle(operation);
    }
  },
};

class Settled {
  readonly #changes: Changes;
  /** Parameters of path items are those of several operations, and settled once. */
  readonly #seen = new Set<string>();

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  settle(operation: FoundOperation): void {
    const names = namesIn(operation.path);
    const inPath = operation.parameters.filter(({ resolved }) => resolved?.in === 'path');
    const declared = new Set(inPath.map(({ resolved }) => nameOf(resolved!)));
    const missing = [...names].filter((name) => !declared.has(name));
    const surplus = inPath.filter(({ resolved }) => !names.has(nameOf(resolved!)));
    const pairs = pairsOf(missing, surplus);
    for (const parameter of inPath) {
      const { resolved, pointer } = parameter;
      const name = nameOf(resolved!);
      const meant = pairs.get(parameter);
      if (meant !== undefined) {
        this.#take(parameter, meant, `${shown(name)} is taken for ${shown(`{${meant}}`)} of the path.`);
      } else if (!names.has(name)) {
        if (!this.#isNew(pointer)) continue;
        this.#changes.remove(pointer);
        this.#changes.did(pointer, `The path has no ${shown(`{${name}}`)}: the parameter is left out.`);
      } else if (resolved!.required !== true) {
        this.#take(parameter, name, `A path parameter is always sent: ${shown(name)} is required.`);
      }
    }
    const found = new Set(pairs.values());
    for (const name of missing) if (!found.has(name)) this.#declare(operation, name);
  }

  #take({ resolved, pointer }: FoundParameter, name: string, message: string): void {
    if (!this.#isNew(pointer)) return;
    // A copy: what is shared by reference may be right for other paths.
    this.#changes.set(pointer, { ...resolved!, name, required: true });
    this.#changes.did(pointer, message);
  }

  #declare({ value, pointer, method, path }: FoundOperation, name: string): void {
    if (!this.#isNew(`${pointer} ${name}`)) return;
    const added = { name, in: 'path', required: true, schema: { type: 'string' } };
    const own = value.parameters;
    if (Array.isArray(own)) own.push(added);
    else value.parameters = [added];
    const message = `${shown(name)} is not declared for ${method.toUpperCase()}: it is a text.`;
    this.#changes.did(child('/paths', path), message);
  }

  #isNew(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}

/** Parameters and placeholders that differ in spelling only, one each: `card_id`, `cardId` and `CardID` are alike. */
function pairsOf(
  missing: readonly string[],
  surplus: readonly FoundParameter[],
): ReadonlyMap<FoundParameter, string> {
  const alike = new Map<string, FoundParameter[]>();
  for (const parameter of surplus) {
    const key = folded(nameOf(parameter.resolved!));
    append(alike, key, parameter);
  }
  const rivals = new Map<string, number>();
  for (const name of missing) rivals.set(folded(name), (rivals.get(folded(name)) ?? 0) + 1);
  const pairs = new Map<FoundParameter, string>();
  for (const name of missing) {
    const [one, ...others] = alike.get(folded(name)) ?? [];
    if (one !== undefined && others.length === 0 && rivals.get(folded(name)) === 1) pairs.set(one, name);
  }
  return pairs;
}

function nameOf({ name }: JsonObject): string {
  return String(name);
}

/** A name without what spellings differ in: case, and what is no letter or digit. */
export function folded(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
