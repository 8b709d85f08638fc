import { child, isObject, items, type JsonObject, members, shown, strings } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';

/** Schemas looked at for a whole document; long chains of parts could ask for more than a lifetime's. */
const lookedAtMost = 200_000;

/** `required` names properties that are declared: in the schema, or in one it is composed of or with. */
export function requiredProperties(document: LintDocument, report: Report): void {
  let left = lookedAtMost;
  const composedWith = new Map<JsonObject, Set<string>>();
  for (const { value, pointer } of document.all('Schema')) {
    const compositions = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => items(value[keyword]));
    const required = items(value.required);
    if (compositions.length === 0 && required.length === 0) continue;
    const names = composedWith.get(value) ?? new Set();
    left -= collect(document, value, names);
    if (left < 0) return;
    // Parents come first, so what a member is composed with is known when it is reached.
    for (const part of compositions) if (isObject(part)) composedWith.set(part, names);
    strings(required).forEach((name, index) => {
      if (names.has(name)) return;
      const message = `There is no property ${shown(name)}: declare it, or take it from \`required\`.`;
      report(child(pointer, 'required', index), message);
    });
  }
}

/** Adds the names of all properties; returns how many schemas it looked at. */
function collect(document: LintDocument, schema: JsonObject, names: Set<string>): number {
  const parts = new Set<JsonObject>([schema]);
  for (const part of parts) {
    if (parts.size > 1000) return lookedAtMost;
    for (const [name] of members(part.properties)) names.add(name);
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
      for (const inner of items(part[keyword])) {
        const resolved = document.resolve(inner);
        if (resolved !== undefined) parts.add(resolved);
      }
    }
  }
  return parts.size;
}
