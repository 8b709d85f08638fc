import { items, type JsonObject, shown } from '../../openapi/json.js';
import { localPointer, longestChain, sections } from '../../openapi/references.js';
import type { LintDocument } from '../document.js';
import type { Check } from '../rule.js';

/** Each `$ref` leads to something. Those to other files are followed before this rule runs. */
export const refUnresolved: Check = (document, report) => {
  for (const { holder, pointer } of document.references) {
    const ref = holder.$ref as string;
    const resolved = document.follow(ref);
    if (resolved.found || resolved.cause !== 'missing' || !ref.startsWith('#')) continue;
    report(`${pointer}/$ref`, `Nothing is at ${shown(ref)}: correct the $ref or add what it names.`);
  }
};

/** A `$ref` stands where OpenAPI allows one, and leads to a component of the kind that is expected there. */
export const refKind: Check = (document, report) => {
  for (const { kind, holder, pointer } of document.references) {
    const message = kindProblem(sections[kind], localPointer(holder.$ref as string));
    if (message !== undefined) report(`${pointer}/$ref`, message);
  }
};

function kindProblem(section: string | undefined, target = '/'): string | undefined {
  if (section === undefined) return 'A $ref cannot stand here: write the value itself.';
  if (target === '') return 'This leads to the whole document: refer to a part of it.';
  const [, components, found] = target.split('/', 3);
  if (components !== 'components' || found === undefined || found === section) return undefined;
  return `This place takes one of components.${section}, not of ${shown(found)}.`;
}

/** No `$ref` leads only to itself, and no schema is a part (`allOf`) of itself. */
export const refCycle: Check = (document, report) => {
  for (const { holder, pointer } of document.references) {
    const resolved = document.follow(holder.$ref as string);
    if (resolved.found || resolved.cause === 'missing') continue;
    const message =
      resolved.cause === 'cycle'
        ? 'This $ref leads to itself: say what is meant in one of its places.'
        : `This $ref leads over more than ${longestChain} others: refer to what is meant.`;
    report(`${pointer}/$ref`, message);
  }
  const closed = new Set<JsonObject>();
  for (const { value, pointer } of document.all('Schema')) {
    if (value.allOf === undefined || !containsItself(document, value, closed)) continue;
    report(`${pointer}/allOf`, 'This schema is a part of itself by `allOf`: take it out of one of them.');
  }
};

/** Whether going down from a schema by `allOf` meets one on the way again; `closed` are known not to. */
function containsItself(document: LintDocument, schema: JsonObject, closed: Set<JsonObject>): boolean {
  const open = new Set<JsonObject>();
  const stack = [schema];
  for (let current = stack.at(-1); current !== undefined; current = stack.at(-1)) {
    if (open.has(current) || closed.has(current)) {
      open.delete(current);
      closed.add(current);
      stack.pop();
      continue;
    }
    open.add(current);
    for (const part of items(current.allOf)) {
      const resolved = document.resolve(part);
      if (resolved === undefined || closed.has(resolved)) continue;
      if (open.has(resolved)) return true;
      stack.push(resolved);
    }
  }
  return false;
}
