import { child, isObject, items, type JsonObject, member, members, strings } from '../../openapi/json.js';
import type { LintDocument, Report } from '../document.js';
import { partsOf, schemasAt } from '../places.js';
import type { Check } from '../rule.js';

const known = ['indices', 'brackets', 'repeat'];

/** `x-deep-object-lists` goes with `style: deepObject`; objects and lists within a list need indices. */
export const deepObjectLists: Check = (document, report) => {
  for (const { value, pointer } of document.all('Parameter')) {
    check(document, value, pointer, schemasAt(document, value.schema, []), report);
  }
  for (const { value, pointer } of document.all('MediaType')) {
    for (const [name, encoding] of members(value.encoding)) {
      if (!isObject(encoding)) continue;
      const schemas = schemasAt(document, value.schema, [name]);
      check(document, encoding, child(pointer, 'encoding', name), schemas, report);
    }
  }
};

function check(
  document: LintDocument,
  { style, 'x-deep-object-lists': lists }: JsonObject,
  pointer: string,
  schemas: readonly JsonObject[],
  report: Report,
): void {
  if (lists === undefined) return;
  const at = child(pointer, 'x-deep-object-lists');
  if (style !== 'deepObject') report(at, 'Remove it: it is about `style: deepObject`.');
  else if (typeof lists !== 'string' || !known.includes(lists))
    report(at, `Write one of ${known.join(', ')}.`);
  else if (lists !== 'indices' && nestsInLists(document, schemas))
    report(at, 'Write `indices`: a list has objects or lists in it, whose members a server would mix up.');
}

/** Whether one of the schemas, or one within them, is a list of objects or lists. */
function nestsInLists(document: LintDocument, schemas: readonly JsonObject[]): boolean {
  // Grows while it is read.
  const found = new Set(schemas);
  const add = (inner: readonly Parameters<LintDocument['resolve']>[0][]): JsonObject[] => {
    const resolved = inner.map((one) => document.resolve(one)).filter((one) => one !== undefined);
    const parts = [...partsOf(document, resolved)];
    for (const part of parts) found.add(part);
    return parts;
  };
  for (const schema of found) {
    const held = add([schema.items, ...items(schema.prefixItems)]);
    if (held.some(isStructure)) return true;
    add([...members(schema.properties).map(([, property]) => property), schema.additionalProperties]);
  }
  return false;
}

function isStructure(schema: JsonObject): boolean {
  const types = strings(member(schema, 'type'));
  return types.includes('object') || types.includes('array') || isObject(schema.properties);
}
